import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { repainted, violations } from '../support/axe';
import { launch, skipReason, visit } from '../support/browser';

const base = inject('baseUrl');
const STATES: [string, string, (page: Page) => Promise<void>][] = [
  ['start', '/', async () => undefined],
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
  ['status', '/status', async () => undefined],
  ['reference of the API', '/docs', async () => undefined],
];

describe.skipIf(skipReason !== null)('axe-core finds nothing wrong', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each(STATES)('%s, wide by light and dark, narrow by light', async (_, path, act) => {
    const options = { colorScheme: 'light', reducedMotion: 'reduce' } as const;
    const wide = await visit(browser, base, options);
    await wide.page.goto(base + path);
    await act(wide.page);
    expect(await violations(wide.page)).toEqual([]);
    // Night changes colours, not the layout.
    await wide.page.emulateMedia({ colorScheme: 'dark' });
    await repainted(wide.page);
    expect(await violations(wide.page)).toEqual([]);
    await wide.close();

    const narrow = await visit(browser, base, { ...options, viewport: { width: 390, height: 900 } });
    await narrow.page.goto(base + path);
    expect(await violations(narrow.page)).toEqual([]);
    await narrow.close();
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
