import { expect, inject, it } from 'vitest';

const base = inject('baseUrl');

it('the type of a problem leads to a page of this server that explains its code', async () => {
  const refused = await fetch(`${base}/api/v1/search?q=a&limit=0`);
  const { type, code } = (await refused.json()) as { type: string; code: string };
  const page = await fetch(new URL(type, base));
  expect(page.status).toBe(200);
  expect(await page.text()).toContain(`id="${code}"`);
});
