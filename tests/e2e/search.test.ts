import type { Browser, BrowserContextOptions, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, openPage, skipReason, slashFocuses, visit, type Visit } from '../support/browser';

/** The search page as a person uses it, in a real browser against the production server. */

const base = inject('baseUrl');

describe.skipIf(skipReason !== null)('the search page', () => {
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

  async function open(path: string, options?: BrowserContextOptions) {
    current = await visit(browser, base, options);
    await openPage(current.page, base + path);
    return current.page;
  }
  const titles = () => current.page.locator('article h3').allTextContents();
  const resultsFor = (query: string) =>
    current.page.getByRole('heading', { name: `Results for “${query}”`, exact: true });
  const search = () => current.page.getByRole('textbox', { name: 'Search your documents' });

  it('finds as one types, marks the words and the best sentence, and keeps the query in the address', async () => {
    const page = await open('/');
    await search().pressSequentially('why does bread rise', { delay: 25 });
    await resultsFor('why does bread rise').waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('why does bread rise');
    expect((await titles())[0]).toBe('Why bread rises');
    const first = page.locator('article').first();
    expect((await first.locator('mark').allTextContents()).map((word) => word.toLowerCase())).toContain(
      'bread',
    );
    expect(await first.locator('[data-best-sentence]').first().textContent()).not.toBe('');
    await expect.poll(() => page.getByRole('status').first().textContent()).toMatch(/\d+ documents?/);
    await expect.poll(() => page.title()).toBe('why does bread rise · Recollect');
  });

  it('opens a shared address with its results already in the page, before any script runs', async () => {
    const html = await (await fetch(`${base}/?q=why+does+bread+rise`)).text();
    expect(html).toContain('Why bread rises');
    expect(html).toContain('<title>why does bread rise · Recollect</title>');
    await open('/?q=why+does+bread+rise');
    await expect.poll(titles).toContain('Why bread rises');
    expect(await search().inputValue()).toBe('why does bread rise');
  });

  it('never shows a late answer to earlier words', async () => {
    const page = await open('/');
    const first = (request: Request) => new URL(request.url()).searchParams.get('q') === 'stars';
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/v1/search?*', async (route) => {
      // The first words are answered last.
      if (first(route.request())) await released;
      await route.continue().catch(() => undefined);
    });
    const asked = page.waitForRequest(first);
    // The page may have given it up, or take the answer.
    const over = Promise.race([
      page.waitForEvent('requestfailed', first),
      page.waitForEvent('requestfinished', first),
    ]);
    await search().fill('stars');
    await asked;
    await search().fill('why does bread rise');
    await expect.poll(async () => (await titles())[0]).toBe('Why bread rises');
    release();
    await over;
    // Long enough to draw an answer that was taken.
    await page.waitForTimeout(500);
    expect((await titles())[0]).toBe('Why bread rises');
  });

  it('goes back and forward through what was searched', async () => {
    const page = await open('/');
    await search().fill('why does bread rise');
    await expect.poll(async () => (await titles())[0]).toBe('Why bread rises');
    await search().press('Enter');
    await search().fill('how far away are the stars');
    await expect.poll(async () => (await titles())[0]).toBe('How far away the stars are');
    // The address follows when someone stops typing.
    await expect.poll(() => page.url()).toContain('stars');
    await page.goBack();
    await expect.poll(async () => (await titles())[0]).toBe('Why bread rises');
    expect(await search().inputValue()).toBe('why does bread rise');
    await page.goBack();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toContain('Recollect');
    expect(await search().inputValue()).toBe('');
    expect(await titles()).toEqual([]);
    await page.goForward();
    await expect.poll(async () => (await titles())[0]).toBe('Why bread rises');
  });

  it('keeps what was typed in the history for someone who goes on at once', async () => {
    const page = await open('/');
    await search().fill('why does bread rise');
    await page.getByRole('link', { name: 'Why bread rises', exact: true }).click();
    await page.waitForURL(/\/documents\//);
    await page.goBack();
    await expect.poll(() => search().inputValue()).toBe('why does bread rise');
    expect(new URL(page.url()).searchParams.get('q')).toBe('why does bread rise');
    await page.goBack();
    await expect.poll(() => new URL(page.url()).search).toBe('');
  });

  it('keeps the start page in the history when the first letter is taken back', async () => {
    const page = await open('/');
    await search().fill('x');
    await search().fill('');
    await search().fill('stars');
    await expect.poll(() => new URL(page.url()).search).toBe('?q=stars');
    expect(await page.title()).toBe('stars · Recollect');
    await page.goBack();
    await expect.poll(() => new URL(page.url()).search).toBe('');
    await expect.poll(() => page.title()).toBe('Recollect');
    expect(await search().inputValue()).toBe('');
  });

  it('does not search for what an input method is still composing', async () => {
    const page = await open('/');
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === '/api/v1/search') asked.push(searchParams.get('q') ?? '');
    });
    await search().focus();
    const session = await page.context().newCDPSession(page);
    for (const text of ['m', 'mi', 'mi f', 'mi fan'])
      await session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    expect(await search().inputValue()).toBe('mi fan');
    await session.send('Input.insertText', { text: '米饭' });
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('米饭');
    expect(new Set(asked)).toEqual(new Set(['米饭']));
  });

  it('narrows by collection, language, format, tag and date, with counts, and takes it back', async () => {
    const page = await open('/?q=bread');
    await expect.poll(async () => (await titles()).length).toBeGreaterThan(2);
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    const baking = page.getByRole('checkbox', { name: /^baking/ });
    expect(await baking.locator('xpath=..').textContent()).toContain('2 documents');
    await baking.check();
    await expect
      .poll(async () => (await titles()).sort())
      .toEqual(['Keeping a sourdough starter', 'Why bread rises']);
    expect(new URL(page.url()).searchParams.getAll('tag')).toEqual(['baking']);
    await page.getByRole('button', { name: 'Date', exact: true }).click();
    await page.getByLabel('From', { exact: true }).fill('2024-01-01');
    await expect.poll(titles).toEqual(['Why bread rises']);
    await page.getByRole('button', { name: 'Remove the filter baking' }).click();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(async () => (await titles()).length).toBeGreaterThan(2);
    expect(new URL(page.url()).search).toBe('?q=bread');
  });

  it('switches between meaning and words', async () => {
    const page = await open('/?q=zirconium');
    await expect.poll(async () => (await titles()).length).toBeGreaterThan(0);
    await page.getByText('Words', { exact: true }).click();
    await expect.poll(titles).toEqual(['Notes on <script>window.owned = 1</script> tags']);
    expect(new URL(page.url()).searchParams.get('mode')).toBe('lexical');
    await search().fill('zzyzx');
    await page.getByText('Nothing found.').waitFor();
    await page.getByRole('button', { name: 'Search by meaning and words' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('mode')).toBeNull();
  });

  it('explains a score by parts that add up', async () => {
    const page = await open('/?q=why+does+bread+rise');
    const why = page.locator('article').first().getByRole('button', { name: /Score/ });
    await why.click();
    const cells = await page.locator('article').first().locator('table td').allTextContents();
    const parts = cells.filter((cell) => cell.includes('=')).map((cell) => Number(cell.split('=')[1]));
    // Two lists, and what the passages most like it score.
    expect(parts.length).toBeGreaterThanOrEqual(2);
    const sum = parts.reduce((total, part) => total + part, 0);
    expect(sum).toBeCloseTo(Number(cells.at(-1)), 1);
  });

  it('marks in the passage the sentence that the explanation calls the best, not another one', async () => {
    const page = await open('/?q=why+does+bread+rise');
    // The list goes by words alone. In so small a library both are of one mind, so the last sentence is made the best.
    await page.route('**/api/v1/explain?*', async (route) => {
      const response = await route.fetch();
      const body = (await response.json()) as {
        passage: { bestSentence: unknown };
        sentences: { start: number; end: number }[];
      };
      const { start, end } = body.sentences.at(-1) ?? { start: 0, end: 0 };
      body.passage.bestSentence = { start, end };
      await route.fulfill({ response, json: body });
    });
    const first = page.locator('article').first();
    const marked = async () => (await first.locator('[data-best-sentence]').allTextContents()).join('');
    const before = await marked();
    await first.getByRole('button', { name: /Score/ }).click();
    const best = first.getByRole('listitem').filter({ hasText: 'Best sentence' });
    const sentence = await best.locator('[dir="auto"]').textContent();
    expect(sentence).not.toBe(before);
    await expect.poll(marked).toBe(sentence);
  });

  it('writes a summary beside the results, whose citations lead to their hit', async () => {
    const page = await open('/?q=why+does+bread+rise');
    const summary = page.getByRole('region', { name: 'In short' });
    await summary.getByText(/Retold by .* parameters/).waitFor({ timeout: 45_000 });
    const sentences = summary.locator('[data-summary-sentence]');
    expect(await sentences.count()).toBeGreaterThan(0);
    const citation = sentences.first().getByRole('link').first();
    const [, rank] = /^Source (\d+): /.exec((await citation.getAttribute('aria-label')) ?? '') ?? [];
    await citation.click();
    const hit = page.locator('article').nth(Number(rank) - 1);
    await expect.poll(() => hit.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    expect(await hit.locator('.flashed').count()).toBe(1);
    const box = await hit.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(900);
  });

  it('says so plainly when there is no summary to be had', async () => {
    const page = await open('/');
    await page.route('**/api/v1/summary?*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ status: 503, code: 'model_not_found', detail: 'The model is gone.' }),
      }),
    );
    await search().fill('why does bread rise');
    await page.getByText('The summary could not be written. The model is gone.').waitFor();
    // A refused request is logged by the browser itself.
    current.complaints.splice(
      0,
      current.complaints.length,
      ...current.complaints.filter((text) => !text.includes('503')),
    );
  });

  it('says what to do when the server is gone, and tries again', async () => {
    const page = await open('/');
    await page.route('**/api/v1/search?*', (route) => route.abort());
    await search().fill('why does bread rise');
    await page
      .getByRole('alert')
      .getByText(/server did not answer/)
      .waitFor();
    await page.unroute('**/api/v1/search?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(async () => (await titles())[0]).toBe('Why bread rises');
    current.complaints.splice(
      0,
      current.complaints.length,
      ...current.complaints.filter((text) => !text.includes('ERR_FAILED')),
    );
  });

  it('can be used with the keyboard alone', async () => {
    const page = await open('/');
    await expect.poll(() => slashFocuses(page)).toBe(true);
    await page.keyboard.type('bread');
    // Not those for "brea", which give way to these under the arrow keys.
    await resultsFor('bread').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    const [first, second] = await titles();
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(first);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(second);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('search-box');
    await page.keyboard.press('Escape');
    expect(await search().inputValue()).toBe('');
    await page.keyboard.type('stars');
    await resultsFor('stars').waitFor();
    expect((await titles())[0]).toBe('How far away the stars are');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/documents\/[0-9a-f]{16}/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('How far away the stars are');
  });

  it('offers a way past the controls to those who come by keyboard', async () => {
    const page = await open('/?q=bread');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the results' });
    expect(await skip.evaluate((element) => element === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
  });

  it('speaks Chinese to those who read it', async () => {
    const page = await open('/', { locale: 'zh-CN' });
    const box = page.getByRole('textbox', { name: '搜索你的文档' });
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    await box.fill('怎样煮米饭');
    await expect.poll(async () => (await titles())[0]).toBe('怎样煮好一锅米饭');
    expect((await page.locator('article mark').allTextContents()).join(' ')).toContain('米饭');
  });

  it.each([360, 1600])('fits a window %i pixels wide', async (width) => {
    const page = await open('/?q=bread', { viewport: { width, height: 800 } });
    await page.getByRole('link', { name: 'Why bread rises', exact: true }).waitFor();
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    if (width < 640) await page.getByRole('button', { name: /^Filters/ }).click();
    await page.getByRole('button', { name: 'Date', exact: true }).click();
    expect(await overflow()).toBe(0);
    await page.goto(`${base}/`);
    expect(await overflow()).toBe(0);
  });
});
