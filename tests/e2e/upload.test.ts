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
    await job.getByRole('button', { name: 'Try again' }).waitFor();

    // The list below is drawn anew by itself.
    await page.locator('tbody').getByRole('link', { name: 'Capstan' }).waitFor();
    await openPage(page, `${base}/?q=who+winds+up+the+anchor&collection=harbour`);
    await expect.poll(() => page.locator('article h3 a').first().textContent()).toContain('Capstan');
    await close();
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
