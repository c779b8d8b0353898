import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { repainted, violations } from '../support/axe';
import { launch, openPage, skipReason, visit } from '../support/browser';

const base = inject('baseUrl');

/** What another width can break of a page that is all right otherwise. */
const LAYOUT = ['color-contrast', 'scrollable-region-focusable', 'target-size', 'button-name', 'link-name'];

/** An upload at work and one of which something failed, as the server would tell of them. */
const JOBS = ['done', 'running'].map((state, index) => ({
  id: `00000000-0000-4000-8000-00000000000${index}`,
  state,
  options: { collection: 'default', tags: [] },
  counts: { queued: 0, running: index, done: 1, failed: 1 - index, cancelled: 0 },
  error: null,
  createdAt: `2026-01-0${2 - index}T00:00:00.000Z`,
  startedAt: null,
  finishedAt: null,
  items: ['searchable.md', 'other.pdf'].map((name, item) => ({
    id: 2 * index + item + 1,
    name,
    mediaType: 'text/plain',
    size: 1200,
    state: item === 0 ? 'done' : index === 1 ? 'running' : 'failed',
    error:
      item === 1 && index === 0
        ? { code: 'file_empty', message: `${name} holds no text to search.`, details: { path: name } }
        : null,
    documentId: item === 0 ? '0123456789abcdef' : null,
    retryable: item === 1 && index === 0,
  })),
}));

/** An examination with a finding of every kind. */
const EXAMINED = {
  runningSince: null,
  last: {
    startedAt: '2026-05-31T10:00:00.000Z',
    finishedAt: '2026-05-31T10:00:01.500Z',
    findings: ['ok', 'warning', 'failed'].map((state) => ({
      check: 'Vectors',
      state,
      says: 'This is what was found.',
      path: '/data/recollect.db',
      mend: 'Run: npm run setup',
    })),
    error: null,
  },
};

/** Name, address, and what is done there; last what is done once it is narrow. */
const STATES: [string, string, (page: Page) => Promise<void>, ((page: Page) => Promise<void>)?][] = [
  [
    'start, and its menu',
    '/',
    async () => undefined,
    async (page) => {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('link', { name: 'Library' }).waitFor();
    },
  ],
  [
    'library with an upload at work and one that failed',
    '/library',
    async (page) => {
      await page.route('**/api/v1/jobs**', async (route) => {
        const { pathname } = new URL(route.request().url());
        // The stream of what is at work stays open.
        if (pathname.endsWith('/events')) return;
        const one = JOBS.find(({ id }) => pathname.endsWith(id));
        await route.fulfill({ json: one ?? { items: JOBS, nextCursor: null } });
      });
      await page.reload();
      await page.getByText('1 failed').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).waitFor();
    },
  ],
  [
    'page that could not be shown',
    '/?q=bread',
    async (page) => {
      await page.addInitScript(() => {
        Object.defineProperty(Intl, 'DisplayNames', { value: undefined });
      });
      await page.reload();
      await page.getByRole('heading', { name: 'This page could not be shown.' }).waitFor();
    },
  ],
  [
    'results with filters, arithmetic and all passages open',
    '/?q=bread&collection=kitchen',
    async (page) => {
      await page
        .getByRole('region', { name: 'In short' })
        .getByText(/Retold|No summary/)
        .waitFor({ timeout: 45_000 });
      await page.locator('article').first().getByRole('button', { name: /Score/ }).click();
      await page
        .getByRole('button', { name: /^(Tag|Collection)/ })
        .last()
        .click();
    },
  ],
  ['nothing found', '/?q=zzyzx&mode=lexical', (page) => page.getByText('Nothing found.').waitFor()],
  [
    'document',
    '/?q=the+flood',
    async (page) => {
      await page.locator('article h3 a').first().click();
      await page.locator('[data-active]').first().waitFor();
      // The router sets it a frame after the page; that it is no more is held in document.test.ts.
      await page.waitForFunction(() => document.title !== '');
    },
  ],
  ['document not found', '/documents/ffffffffffffffff', async () => undefined],
  [
    'library, asking before it deletes',
    '/library',
    async (page) => {
      await page
        .getByRole('button', { name: /^Delete/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'keys',
    '/',
    async (page) => {
      await page.getByRole('button', { name: 'Show the keys' }).click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'map with a question, a passage and a choice',
    '/map?q=bread',
    async (page) => {
      await page.getByText(/passages? (is|are) marked/).waitFor();
      await page.getByRole('region', { name: 'Topics' }).getByRole('button').first().click();
      await page.getByRole('application').focus();
      await page.keyboard.press('ArrowRight');
      await page.locator('[data-card]').waitFor();
    },
  ],
  [
    'status, examined',
    '/status',
    async (page) => {
      const section = page.getByRole('region', { name: 'Examination' });
      await page.route('**/api/v1/examination', (route) => route.fulfill({ json: EXAMINED }));
      await section.getByRole('button').click();
      await section.getByText('In order (1)').click();
    },
  ],
  ['reference of the API', '/docs', fewSections],
  ['types of the API', '/docs/schemas', fewSections],
];

/** All sections are made by the same few components, and all of them would take a minute. */
async function fewSections(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const [index, section] of document.querySelectorAll('article').entries())
      if (index % 8 !== 0) section.remove();
  });
}

describe.skipIf(skipReason !== null)('axe-core finds nothing wrong', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each(STATES)('%s, wide by light and dark, narrow by light', async (_, path, act, narrowly) => {
    const { page, close } = await visit(browser, base, { colorScheme: 'light', reducedMotion: 'reduce' });
    await openPage(page, base + path);
    await act(page);
    expect(await violations(page)).toEqual([]);
    // Night changes colours, not the layout; what is narrow changes the layout, not the colours.
    await page.emulateMedia({ colorScheme: 'dark' });
    await repainted(page);
    expect(await violations(page, ['color-contrast'])).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 900 });
    await repainted(page);
    await narrowly?.(page);
    expect(await violations(page, narrowly ? [] : LAYOUT)).toEqual([]);
    await close();
  });

  it('uses dark colours when asked', async () => {
    const { page, close } = await visit(browser, base, { colorScheme: 'dark' });
    await page.goto(base);
    const lightness = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d');
      if (canvas === null) return null;
      canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      return canvas.getImageData(0, 0, 1, 1).data[0];
    });
    expect(lightness).toBeLessThan(40);
    await close();
  });
});
