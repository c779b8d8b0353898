import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { violations } from '../support/axe';
import { launch, openPage, skipReason, visit } from '../support/browser';

const base = inject('baseUrl');

/** English words of a page outside of code and of what is marked as English; names of things that have no other are left out. */
async function englishLeft(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const main = document.querySelector('main')?.cloneNode(true) as HTMLElement;
    for (const part of main.querySelectorAll('code, pre, a, [lang=en], .font-mono')) part.remove();
    const names = /\b(?:HTTP|API|JSON|UTF|SSE|RFC|GET|UUID|Cookie|Prometheus|Recollect|null|true|false)\b/g;
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    let text = '';
    while (texts.nextNode()) text += ` ${texts.currentNode.nodeValue?.replace(/"[^"]*"/g, '')}`;
    text = text.replace(names, '');
    return text.match(/[A-Za-z]{3,}/g) ?? [];
  });
}

describe.skipIf(skipReason !== null)('the reference in Chinese', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each([
    ['/docs', 'API 文档', 'API 文档 · Recollect'],
    ['/docs/schemas', '数据类型', '数据类型 · Recollect'],
    ['/docs/errors', '错误', '错误 · Recollect'],
  ])('%s speaks Chinese, marks what is English, and suits everybody', async (path, heading, title) => {
    const { page, complaints, close } = await visit(browser, base, {
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    await openPage(page, base + path);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect(await page.title()).toBe(title);
    expect(await englishLeft(page)).toEqual([]);
    const descriptions = page.locator('main p[lang=en]');
    expect((await descriptions.count()) > 0).toBe(path !== '/docs/errors');
    for (const text of await descriptions.allTextContents()) expect(text).not.toMatch(/[\u4e00-\u9fff]/);
    expect(complaints).toEqual([]);
    // All sections are made by the same few components, and all of them would take a minute.
    await page.evaluate(() => {
      for (const [index, section] of document.querySelectorAll('article').entries())
        if (index % 8 !== 0) section.remove();
    });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 900 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await close();
  });

  it('leads by Chinese names from the contents to an operation, its types and its errors', async () => {
    const { page, close } = await visit(browser, base, { locale: 'zh-CN' });
    await openPage(page, `${base}/docs`);
    const contents = page.getByRole('navigation', { name: '目录' });
    await contents.getByRole('link', { name: '搜索', exact: true }).click();
    const section = page.getByRole('article', { name: '搜索', exact: true });
    expect(await section.textContent()).toContain('文本，最多 2000 个字符，必填');
    expect(await section.textContent()).toContain('query_too_long：查询太长。');
    await section.getByRole('link', { name: 'SearchAnswer' }).click();
    await page.waitForURL('**/docs/schemas#schema-SearchAnswer');
    expect(await page.locator('#schema-Document').textContent()).toContain('文本或 null');
    await close();
  });
});
