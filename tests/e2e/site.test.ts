import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { VERSION } from '@/lib/version';
import { launch, openPage, skipReason, slashFocuses, visit, type Visit } from '../support/browser';

const base = inject('baseUrl');

describe.skipIf(skipReason !== null)('every page', () => {
  let browser: Browser;
  let current: Visit;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const { foreign, complaints, close } = current;
    await close();
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });

  async function open(address: string) {
    current = await visit(browser, base);
    await openPage(current.page, base + address);
    return current.page;
  }

  it('changes its language on request, keeps what it shows, and remembers', async () => {
    const page = await open('/?q=bread');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('textbox', { name: '搜索你的文档' }).waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('bread');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    await page.goto(`${base}/library`);
    await page.getByRole('heading', { level: 1, name: '文档库' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor();
  });

  it('shows its keys for a question mark that is not typed into a field', async () => {
    const page = await open('/');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await expect.poll(() => slashFocuses(page)).toBe(true);
    // Slow enough for the results to come in between.
    await page.keyboard.type('why?', { delay: 200 });
    expect(await page.getByRole('textbox').inputValue()).toBe('why?');
    expect(await dialog.isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('?');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('go to the search box');
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.isVisible()).toBe(false);
  });

  it.each([
    [360, 'en-GB'],
    [430, 'zh-CN'],
  ])('has a menu where it is narrow, for fingers and for keys (%i px, %s)', async (width, locale) => {
    current = await visit(browser, base, { locale, viewport: { width, height: 740 } });
    const { page } = current;
    const button = page.getByRole('navigation').getByRole('button', { name: /^(Menu|菜单)$/ });
    const library = page.getByRole('link', { name: /^(Library|文档库)$/ });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    for (const address of ['/', '/?q=bread', '/docs', '/library']) {
      await openPage(page, base + address);
      expect(await library.isVisible()).toBe(false);
      await button.focus();
      await page.keyboard.press('Enter');
      expect(await button.getAttribute('aria-expanded')).toBe('true');
      await page.keyboard.press('Tab');
      expect(await library.evaluate((link) => link === document.activeElement)).toBe(true);
      expect(await overflow()).toBe(0);
      await page.keyboard.press('Escape');
      expect(await library.isVisible()).toBe(false);
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    }
    await button.click();
    await page.getByRole('heading', { level: 1 }).click({ force: true, position: { x: 5, y: 5 } });
    await expect.poll(() => library.isVisible()).toBe(false);
    await button.click();
    await page.getByRole('link', { name: /^(Status|状态)$/ }).click();
    await page.waitForURL('**/status');
    expect(await library.isVisible()).toBe(false);
  });

  it('tells how things stand', async () => {
    const page = await open('/status');
    expect(await page.locator('main').textContent()).toContain('Ready: searches are answered.');
    expect(await page.locator('main').textContent()).toContain('recollect/minilm');
    expect(await page.locator('main').textContent()).toContain(`Recollect ${VERSION}`);
    expect(await page.locator('main').textContent()).toContain('every answer is exact');
  });

  it('examines the installation when asked to, and says what it found', async () => {
    const page = await open('/status');
    const section = page.getByRole('region', { name: 'Examination' });
    expect(await section.textContent()).toContain('npm run doctor');
    const button = section.getByRole('button', { name: 'Examine now' });
    await Promise.all([section.getByRole('status').getByText('Examining…').waitFor(), button.click()]);
    await section.getByRole('status').getByText('Examined on').waitFor({ timeout: 60_000 });
    expect(await section.getByRole('progressbar').count()).toBe(0);
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    const modules = section.getByText('better-sqlite3, hnswlib-node, onnxruntime-node');
    expect(await modules.isVisible()).toBe(false);
    await section.getByText(/^In order \(\d+\)$/).click();
    expect(await modules.isVisible()).toBe(true);
    // Who comes later, in another language, reads the same findings.
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('region', { name: '检查' }).getByText('检查于').waitFor();
    const examined = page.getByRole('region', { name: '检查' });
    await examined.getByText('迁移均已完成').waitFor({ state: 'attached' });
    expect(await examined.textContent()).toContain('原生软件包');
    expect(await examined.locator('[lang=en]').count()).toBe(0);
  });

  it('says first what must be mended, and how', async () => {
    const page = await open('/');
    const found = (check: string, state: string, says: string, mend?: string) => ({
      check,
      state,
      says,
      mend,
    });
    const last = {
      startedAt: '2026-05-31T10:00:00.000Z',
      finishedAt: '2026-05-31T10:00:01.500Z',
      findings: [
        found('Disk', 'ok', '77,000 MB free'),
        found('Vectors', 'warning', '3 passages have none.', 'Run: npm run ingest -- --reembed'),
        found('Embedding model', 'failed', 'It is damaged.', 'Run: npm run setup (it takes a second)'),
      ],
      error: null,
    };
    await page.route('**/api/v1/examination', (route) =>
      route.fulfill({ json: { runningSince: null, last } }),
    );
    await page.goto(`${base}/status`);
    const section = page.getByRole('region', { name: 'Examination' });
    await section.getByText('1 to mend', { exact: true }).waitFor();
    expect(await section.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
      'To mend',
      'To know of',
    ]);
    expect(await section.getByRole('list', { name: 'To mend' }).textContent()).toBe(
      'Model that readsIt is damaged.What to do: Run: npm run setup (it takes a second)',
    );
    expect(await section.locator('code').allTextContents()).toEqual([
      'npm run doctor',
      'npm run setup',
      'npm run ingest -- --reembed',
    ]);
  });

  it('has a reference of the API whose examples are answered', async () => {
    const page = await open('/status');
    await page.getByRole('link', { name: 'API', exact: true }).click();
    await page.getByRole('heading', { name: 'The API' }).waitFor();
    await page
      .getByRole('navigation', { name: 'Reference' })
      .getByRole('link', { name: 'Search', exact: true })
      .click();
    const section = page.getByRole('article', { name: 'Search', exact: true });
    const example = (await section.locator('pre').textContent()) ?? '';
    const address = /^curl '([^']+)'$/.exec(example)?.[1] ?? '';
    expect((await fetch(address)).status).toBe(200);
    await section.getByRole('link', { name: 'SearchAnswer' }).click();
    await page.waitForURL('**/docs/schemas#schema-SearchAnswer');
    expect(await page.locator('#schema-SearchAnswer').textContent()).toContain('list of SearchHit');
    expect(await page.locator('#schema-SearchHit').textContent()).toContain('relevance');
    await page.goBack();
    await section.getByRole('link', { name: 'query_too_long' }).click();
    await page.waitForURL('**/docs/errors#query_too_long');
  });

  it('says when nothing matches well', async () => {
    const page = await open('/?q=corporate+tax+return+deadline');
    await page.getByText('Nothing matches well.').waitFor();
    await page.goto(`${base}/?q=why+does+bread+rise`);
    await page.getByRole('link', { name: 'Why bread rises', exact: true }).waitFor();
    expect(await page.getByText('Nothing matches well.').count()).toBe(0);
    expect(await page.getByText('Strong match').count()).toBeGreaterThan(0);
  });

  it('offers to search by words when the encoder is missing', async () => {
    const page = await open('/');
    await page.route('**/api/v1/search?*', (route) =>
      route.request().url().includes('mode=lexical')
        ? route.continue()
        : route.fulfill({
            status: 503,
            contentType: 'application/problem+json',
            body: JSON.stringify({ status: 503, code: 'model_not_found', detail: 'The encoder is gone.' }),
          }),
    );
    await page.getByRole('textbox').fill('bread');
    await page.getByRole('alert').getByText('The encoder is gone.').waitFor();
    await page.getByRole('button', { name: 'Search by words only' }).click();
    await page.getByRole('link', { name: 'Why bread rises', exact: true }).waitFor();
    // A refused request is logged by the browser itself.
    current.complaints.splice(
      0,
      current.complaints.length,
      ...current.complaints.filter((text) => !text.includes('503')),
    );
  });

  it('comes back from a document to the place in the results where one was', async () => {
    // Only of what no other test deletes meanwhile.
    const page = await open('/?collection=kitchen&collection=sky');
    await page.getByRole('textbox').fill('how do stars and bread remember');
    const last = page.locator('article h3 a').last();
    await last.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => window.scrollY);
    expect(before).toBeGreaterThan(300);
    await last.click();
    await page.waitForURL(/\/documents\//);
    await page.locator('[data-active]').first().waitFor();
    await page.goBack();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before - 50);
  });

  it('shows what other documents say like a hit, and where', async () => {
    const page = await open('/?q=why+does+bread+rise');
    const hit = page.locator('article').first();
    await hit.getByRole('button', { name: /^Similar passages/ }).click();
    const alike = hit.getByRole('list', { name: 'Similar passages' });
    await alike.getByRole('link', { name: 'Keeping a sourdough starter' }).click();
    await page.waitForURL(/\/documents\/[0-9a-f]{16}\?q=why/);
    await page.locator('[data-active]').first().waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Keeping a sourdough starter');
  });

  it('leads back from a page past the last one', async () => {
    const page = await open('/?q=bread&offset=500');
    await page.getByText('There are no more results on this page.').waitFor();
    await page.getByRole('button', { name: 'Back to the first page' }).click();
    await page.getByRole('link', { name: 'Why bread rises', exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?q=bread');
  });
});
