import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, openPage, skipReason, visit, type Visit } from '../support/browser';
import { ingest } from '../support/web-server';

const base = inject('baseUrl');
const dataDir = inject('dataDir');

/** Documents that would rather be programs, and one whose name and title turn what follows around. */
const HOSTILE = {
  'markup.md': `# <img src=x onerror="window.owned=1"> Marzipan

<script>window.owned = 2</script> <svg onload="window.owned = 3"></svg> <p style="position:fixed;inset:0">over all</p>

<style>@import url(http://foreign.example/a.css); * { display: none }</style>

[marzipan](javascript:window.owned=4) ![marzipan](data:text/html,<script>parent.owned=5</script>) [more](data:text/html,x)
`,
  'markup.html': `<!doctype html><title>Nougat</title><style>@import url(http://foreign.example/b.css);</style>
<body onload="window.owned=6"><p style="background:url(http://foreign.example/c.png)">Nougat is made of honey and almonds.</p>
<svg><script>window.owned=7</script></svg><iframe srcdoc="<script>parent.owned=8</script>"></iframe>
<a href="javascript:window.owned=9">nougat</a></body>`,
  'turned\u202efdp.md': '---\ntags: [tag\u202eged]\n---\n# Turned \u202edeppilf\n\nMacarons are round.\n',
  'bro\u202eken.pdf': '%PDF-1.7\nnothing\n',
};

describe.skipIf(skipReason !== null)('the library page', () => {
  let browser: Browser;
  let current: Visit;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'recollect-library-'));
    await writeFile(path.join(folder, 'abacus.md'), '# Abacus\n\nBeads on rods remember numbers.\n');
    await writeFile(path.join(folder, 'zither.md'), '# Zither\n\nForty strings over a flat box.\n');
    await writeFile(path.join(folder, 'broken.pdf'), '%PDF-1.7\nnothing follows\n');
    for (const [name, content] of Object.entries(HOSTILE)) await writeFile(path.join(folder, name), content);
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
    await expect
      .poll(async () => (await titles()).filter((title) => /^(Aba|Brok|Zit)/.test(title)))
      .toEqual(['Abacus', 'Broken', 'Zither']);
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
    expect(await titles()).toHaveLength(2);
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

  it('runs nothing of what a document holds, and loads nothing for it', async () => {
    const page = await open('/?q=marzipan+nougat&mode=lexical');
    const hits = page.getByRole('article').getByRole('heading').getByRole('link');
    await expect.poll(() => hits.count()).toBe(2);
    const addresses = await hits.evaluateAll((links) =>
      links.map((link) => (link as HTMLAnchorElement).href),
    );
    for (const address of addresses) {
      await page.goto(address);
      await page
        .locator('article')
        .getByText(/marzipan|nougat/i)
        .first()
        .waitFor();
      expect(
        await page.locator('article').locator('img, script, style, iframe, svg, [style], [onload]').count(),
      ).toBe(0);
      const targets = await page
        .locator('a')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol));
      expect(new Set(targets)).toEqual(new Set(['http:']));
      expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    }
  });

  it('lets no name or title turn what follows it around', async () => {
    const page = await open('/library?collection=shelf');
    await page.getByText(/bro⟨U\+202E⟩ken\.pdf is not a readable PDF/).waitFor();
    const places = [
      '/?q=macarons&mode=lexical',
      await page.getByRole('link', { name: /^Turned/ }).getAttribute('href'),
    ];
    for (const place of [null, ...places]) {
      if (place !== null) await page.goto(base + place);
      await page
        .getByText(/Turned/)
        .first()
        .waitFor();
      // Where the last element that holds such a character ends its effect, nothing else is touched.
      const loose = await page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found: string[] = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const parent = node.parentElement;
          if (
            parent === null ||
            parent.tagName === 'SCRIPT' ||
            !/[\u202a-\u202e\u2066-\u2069]/.test(node.nodeValue ?? '')
          )
            continue;
          const { unicodeBidi, display } = getComputedStyle(parent);
          const contained =
            /isolate|plaintext/.test(unicodeBidi) || (display !== 'inline' && parent.childNodes.length === 1);
          if (!contained) found.push(parent.outerHTML);
        }
        return found;
      });
      expect(loose).toEqual([]);
      expect(await page.title()).not.toContain('\u202e');
    }
  });

  it('says so when a link to one of its pages is damaged, and leads out', async () => {
    const page = await open('/library?cursor=nonsense');
    await page.getByRole('alert').getByText('The documents cannot be listed.').waitFor();
    await page.getByRole('link', { name: 'First page' }).click();
    await expect.poll(async () => (await titles()).length).toBeGreaterThan(5);
  });
});
