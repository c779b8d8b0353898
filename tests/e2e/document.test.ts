import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, openPage, skipReason, visit, type Visit } from '../support/browser';

const base = inject('baseUrl');

describe.skipIf(skipReason !== null)('the document page', () => {
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

  /** Searches and opens the first hit. */
  async function openFirst(query: string, viewport = { width: 1280, height: 700 }) {
    current = await visit(browser, base, { viewport });
    const { page } = current;
    await openPage(page, `${base}/?q=${encodeURIComponent(query)}`);
    await page.locator('article h3 a').first().click();
    await page.waitForURL(/\/documents\//);
    await page.locator('[data-active]').first().waitFor();
    return page;
  }

  it('opens at the passage that was found, marked and in view', async () => {
    const page = await openFirst('students carried wet newspapers up the cellar stairs in 1952');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('A history of the reading room');
    const marked = (await page.locator('[data-active]').allTextContents()).join('');
    expect(marked).toContain('the river rose into the cellar');
    const place = await page.locator('[data-active]').first().boundingBox();
    expect(place?.y).toBeGreaterThan(0);
    expect(place?.y).toBeLessThan(700);
  });

  it.each([
    ['wide', { width: 1280, height: 580 }],
    ['narrow', { width: 390, height: 780 }],
  ])('shows the passage that was found whole, clear of header and bar, %s', async (_, viewport) => {
    const page = await openFirst('students carried wet newspapers up the cellar stairs in 1952', viewport);
    const header = await page.locator('header').first().boundingBox();
    const bar = await page.getByRole('navigation', { name: 'Passages' }).boundingBox();
    const free = { top: (header?.y ?? 0) + (header?.height ?? 0), bottom: bar?.y ?? 0 };
    const shown = async () =>
      page.locator('[data-active]').evaluateAll((runs) => {
        const boxes = runs.map((run) => run.getBoundingClientRect());
        return {
          top: Math.min(...boxes.map((box) => box.top)),
          bottom: Math.max(...boxes.map((box) => box.bottom)),
        };
      });
    await expect.poll(async () => (await shown()).top).toBeGreaterThan(free.top);
    expect((await shown()).bottom).toBeLessThan(free.bottom);
  });

  it('is not without a title for a third of a second: it comes with the page, not behind it', async () => {
    const page = await openFirst('students carried wet newspapers up the cellar stairs in 1952');
    await expect.poll(() => page.title()).toBe('A history of the reading room · Recollect');
    const { pathname } = new URL(page.url());
    const sent = await (await fetch(`${base}${pathname}`, { headers: { RSC: '1' } })).text();
    // What the router is sent: a title streamed behind the page stands in a boundary of its own.
    expect(sent).toContain('MetadataBoundary');
    expect(sent).not.toContain('Next.MetadataOutlet');
  });

  it('leads to the passages before and after, and unmarks', async () => {
    const page = await openFirst('students carried wet newspapers up the cellar stairs in 1952');
    const position = () => page.getByText(/^Passage \d+ of \d+$/).textContent();
    const [, number] = /Passage (\d+)/.exec((await position()) ?? '') ?? [];
    await page.getByRole('link', { name: 'Previous passage' }).click();
    await expect.poll(position).toContain(`Passage ${Number(number) - 1} of`);
    await page.getByRole('link', { name: 'Remove the marking' }).click();
    await expect.poll(() => page.locator('[data-active]').count()).toBe(0);
  });

  it('opens at the passage of a shared link as well', async () => {
    const page = await openFirst('students carried wet newspapers up the cellar stairs in 1952');
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await page.locator('[data-active]').first().waitFor();
    expect((await page.locator('[data-active]').allTextContents()).join('')).toContain('the river rose');
    await expect
      .poll(async () => (await page.locator('[data-active]').first().boundingBox())?.y ?? -1)
      .toBeGreaterThan(0);
  });

  it('shows the structure, an outline and what is known of it', async () => {
    const page = await openFirst('gas light and electric lamps');
    expect(await page.getByRole('heading', { level: 2, name: 'Lamps' }).count()).toBe(1);
    const outline = page.getByRole('navigation', { name: 'In this document' });
    await outline.getByRole('link', { name: 'The flood' }).click();
    await expect
      .poll(async () => (await page.getByRole('heading', { name: 'The flood' }).boundingBox())?.y ?? -1)
      .toBeLessThan(400);
    const details = page.getByRole('region', { name: 'Details' });
    expect(await details.textContent()).toContain('29 Feb 2020');
    expect(await details.textContent()).toContain('Markdown');
  });

  it('leads back to the results', async () => {
    const page = await openFirst('gas light and electric lamps');
    await page.getByRole('link', { name: 'Results', exact: true }).click();
    await page.waitForURL(/\/\?q=gas\+light/);
    expect(await page.locator('article h3').first().textContent()).toBe('A history of the reading room');
  });

  it('shows script tags as text, in results as in the document', async () => {
    const page = await openFirst('zirconium');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Notes on <script>window.owned = 1</script> tags',
    );
    expect(await page.locator('main').textContent()).toContain('<img src="x" onerror="window.owned = 1">');
    expect(
      await page.locator('main script, main img, main svg[onload], main a[href^="javascript"]').count(),
    ).toBe(0);
    expect(await page.evaluate(() => (window as { owned?: number }).owned)).toBeUndefined();
  });

  it('says so when a document is not there', async () => {
    current = await visit(browser, base);
    const response = await current.page.goto(`${base}/documents/ffffffffffffffff`);
    expect(response?.status()).toBe(404);
    expect(await current.page.locator('main').textContent()).toContain('This document is not here.');
    current.complaints.splice(0);
  });
});
