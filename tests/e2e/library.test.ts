import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, openPage, skipReason, visit, type Visit } from '../support/browser';
import { ingest } from '../support/web-server';

const base = inject('baseUrl');
const dataDir = inject('dataDir');

describe.skipIf(skipReason !== null)('the library page', () => {
  let browser: Browser;
  let current: Visit;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'recollect-library-'));
    await writeFile(path.join(folder, 'abacus.md'), '# Abacus\n\nBeads on rods remember numbers.\n');
    await writeFile(path.join(folder, 'zither.md'), '# Zither\n\nForty strings over a flat box.\n');
    await writeFile(path.join(folder, 'broken.pdf'), '%PDF-1.7\nnothing follows\n');
    await ingest([folder, '--collection', 'shelf'], { ...process.env, RECOLLECT_DATA_DIR: dataDir });
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });
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
  const titles = () => current.page.locator('tbody th a').allTextContents();

  it('lists what there is, and is reached from the search', async () => {
    const page = await open('/');
    await page.getByRole('link', { name: 'Library' }).click();
    await page.waitForURL(/\/library$/);
    expect(await page.locator('main').textContent()).toMatch(/\d+ documents in \d+ passages can be searched/);
    expect(await titles()).toContain('Why bread rises');
    await page.getByRole('link', { name: 'Why bread rises' }).click();
    await page.waitForURL(/\/documents\/[0-9a-f]{16}$/);
  });

  it('narrows by collection and sorts by title, in the address too', async () => {
    const page = await open('/library');
    await page.getByLabel('Collection').selectOption('shelf');
    await expect.poll(() => new URL(page.url()).searchParams.get('collection')).toBe('shelf');
    await page.getByLabel('Order').selectOption('title');
    await expect.poll(titles).toEqual(['Abacus', 'Broken', 'Zither']);
    expect(new URL(page.url()).search).toBe('?collection=shelf&sort=title');
    await page.goBack();
    await expect.poll(() => page.getByLabel('Order').inputValue()).toBe('updated');
  });

  it('says in plain words why a document could not be read', async () => {
    const page = await open('/library?collection=shelf');
    await page.getByLabel('State').selectOption('failed');
    await page.waitForURL(/state=failed/);
    const row = page.getByRole('row', { name: /broken/ });
    await row.getByText(/Could not be read\. .*broken\.pdf is not a readable PDF/).waitFor();
    expect(await titles()).toHaveLength(1);
  });

  it('deletes a document after asking, and not before', async () => {
    const page = await open('/library?collection=shelf&sort=title');
    const remove = page.getByRole('button', { name: 'Delete Zither' });
    await remove.click();
    const dialog = page.getByRole('dialog', { name: 'Delete this document?' });
    await dialog.getByText(/the next ingest of its folder brings it back/).waitFor();
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await expect.poll(() => dialog.isVisible()).toBe(false);
    expect(await titles()).toContain('Zither');
    await remove.click();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(titles).not.toContain('Zither');
    expect(await titles()).toContain('Abacus');
    const found = await (await fetch(`${base}/api/v1/search?q=zither&mode=lexical`)).json();
    expect(found).toMatchObject({ total: 0 });
  });

  it('says so when a link to one of its pages is damaged, and leads out', async () => {
    const page = await open('/library?cursor=nonsense');
    await page.getByRole('alert').getByText('The documents cannot be listed.').waitFor();
    await page.getByRole('link', { name: 'First page' }).click();
    await expect.poll(async () => (await titles()).length).toBeGreaterThan(5);
  });
});
