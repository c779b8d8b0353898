import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, skipReason } from '../support/browser';

const base = inject('baseUrl');
const api = `${base}/api/v1`;
const COLLECTION = 'from-another-site';

/** What a page of another site may try without asking anybody. */
const FORM = `<form method="post" enctype="multipart/form-data" action="${api}/documents">
  <input name="collection" value="${COLLECTION}"><input name="file" type="file"><button>Send</button></form>`;

/**
 * The same server, seen from a page of another program on this machine: under the same host name (the browser calls that the
 * same site, and sends its cookies along) and under another.
 */
describe.skipIf(skipReason !== null).each(['127.0.0.1', 'localhost'])(
  'a page of another server on %s',
  (host) => {
    let browser: Browser;
    let other: Server;
    let page: Page;
    let target: { id: string };

    beforeAll(async () => {
      other = createServer((_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(`<!doctype html><title>Elsewhere</title>${FORM}`);
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      browser = await launch();
      page = await browser.newPage();
      await page.goto(`http://${host}:${(other.address() as AddressInfo).port}/`);
      const listed = (await (await fetch(`${api}/documents?collection=kitchen`)).json()) as {
        items: { id: string }[];
      };
      const [first] = listed.items;
      if (first === undefined) throw new Error('no document to be attacked');
      target = first;
    });
    afterAll(async () => {
      await browser.close();
      await new Promise((resolve) => other.close(resolve));
    });

    /** What a fetch of the page comes to: the text that it can read, or that it fails. */
    const attempt = (address: string, init: RequestInit = {}) =>
      page.evaluate(
        async ([url, options]) => {
          try {
            return (await (await fetch(url, options)).text()).slice(0, 200);
          } catch (error) {
            return String(error);
          }
        },
        [address, init] as const,
      );
    const NOTHING_READ = /^$|Failed to fetch/;

    it.each<[string, RequestInit]>([
      ['as usual', {}],
      ['with its cookies', { credentials: 'include' }],
      ['without asking', { mode: 'no-cors', credentials: 'include' }],
    ])('cannot read documents, %s', async (_, init) => {
      for (const place of [`${api}/documents`, `${api}/search?q=bread`, `${base}/library`, `${api}/health`])
        expect(await attempt(place, init)).toMatch(NOTHING_READ);
    });

    it.each<[string, RequestInit]>([
      ['as usual', { headers: { 'content-type': 'application/json' } }],
      ['without asking', { mode: 'no-cors', headers: { 'content-type': 'text/plain' } }],
    ])('cannot add a document, %s', async (_, init) => {
      const body = JSON.stringify({ collection: COLLECTION, documents: [{ text: 'Planted.' }] });
      expect(await attempt(`${api}/documents`, { ...init, method: 'POST', body })).toMatch(NOTHING_READ);
    });

    it('cannot delete a document', async () => {
      const address = `${api}/documents/${target.id}`;
      expect(await attempt(address, { method: 'DELETE' })).toMatch(NOTHING_READ);
      expect((await fetch(address)).status).toBe(200);
    });

    it('cannot show a page inside its own', async () => {
      const blocked = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
      await page.evaluate((url) => {
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(frame);
      }, `${base}/library`);
      await blocked;
    });

    it('is refused when it sends a form, and nothing of all that was kept', async () => {
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'planted.md', mimeType: 'text/markdown', buffer: Buffer.from('Planted.') });
      const answer = page.waitForResponse(`${api}/documents`);
      await page.getByRole('button', { name: 'Send' }).click();
      const refused = await answer;
      expect(refused.status()).toBe(403);
      expect(await refused.json()).toMatchObject({ code: 'origin_not_allowed' });

      const listed = await (await fetch(`${api}/documents?collection=${COLLECTION}`)).json();
      expect(listed).toMatchObject({ total: 0 });
      const { items } = (await (await fetch(`${api}/jobs?limit=100`)).json()) as {
        items: { options: { collection: string } }[];
      };
      expect(items.filter(({ options }) => options.collection === COLLECTION)).toEqual([]);
    });
  },
);
