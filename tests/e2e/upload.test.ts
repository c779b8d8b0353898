import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, openPage, skipReason, visit } from '../support/browser';

const base = inject('baseUrl');
const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});

describe.skipIf(skipReason !== null)('uploading in the library', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it('makes good files searchable, says what is wrong with a bad one, and offers to try it again', async () => {
    const { page, foreign, complaints, close } = await visit(browser, base);
    await openPage(page, `${base}/library`);
    await page.getByLabel('Add them to').fill('harbour');
    const chooser = page.waitForEvent('filechooser');
    const choose = page.getByRole('button', { name: 'choose files' });
    await choose.focus();
    await page.keyboard.press('Enter');
    await (
      await chooser
    ).setFiles([
      file('capstan.md', '# Capstan\n\nSailors walk around a capstan to wind the anchor rope.'),
      file('bollard.txt', 'A bollard holds the mooring lines of ships.'),
      file('wreck.pdf', '%PDF-1.7 broken'),
    ]);
    // Other tests' uploads may be listed as well.
    const uploads = page.getByRole('list', { name: 'Uploads' }).locator('> li');
    const job = uploads.filter({ hasText: 'capstan.md' });
    await job.getByText('Finished').waitFor({ timeout: 90_000 });
    expect(await job.getByText('searchable').count()).toBe(2);
    await job.getByText(/wreck\.pdf is not a readable PDF/).waitFor();
    await job.getByText('3 of 3 · 1 failed').waitFor();
    await job.getByRole('button', { name: 'Try again' }).waitFor();

    // The list below is drawn anew by itself.
    await page.locator('tbody').getByRole('link', { name: 'Capstan' }).waitFor();
    await page.getByRole('button', { name: 'Delete Capstan' }).click();
    await page
      .getByRole('dialog')
      .getByText(/so no ingest brings it back/)
      .waitFor();
    await page.keyboard.press('Escape');
    await openPage(page, `${base}/?q=who+winds+up+the+anchor&collection=harbour`);
    await expect.poll(() => page.locator('article h3 a').first().textContent()).toContain('Capstan');
    await close();
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('tells a Chinese reader in Chinese what is wrong with a file, now and after a reload', async () => {
    const { page, complaints, close } = await visit(browser, base, { locale: 'zh-CN' });
    await openPage(page, `${base}/library`);
    await page.getByLabel('加入').fill('港口');
    await page
      .locator('input[type=file]')
      .setInputFiles([file('沉船.pdf', '%PDF-1.7 broken'), file('照片.heic', 'x')]);
    const job = page.getByRole('list', { name: '上传' }).locator('> li').filter({ hasText: '沉船.pdf' });
    await job.getByText(/^照片\.heic：没有可以读取 \.heic 的程序/).waitFor();
    await job.getByText(/^沉船\.pdf 不是可读的 PDF：/).waitFor({ timeout: 90_000 });
    await openPage(page, `${base}/library?collection=${encodeURIComponent('港口')}`);
    await job.getByText(/^沉船\.pdf 不是可读的 PDF：/).waitFor();
    await page
      .locator('tbody')
      .getByText(/^无法读取。 ?沉船\.pdf 不是可读的 PDF：/)
      .waitFor();
    await close();
    expect(complaints).toEqual([]);
  });
});
