import { describe, expect, inject, it } from 'vitest';

/** GET of a search does not pass the router of Next.js; the same search sent as JSON does. */

const ADDRESS = `${inject('baseUrl')}/api/v1/search`;

const direct = (request: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${ADDRESS}?${new URLSearchParams(request).toString()}`, { headers });

const routed = (request: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(ADDRESS, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
  });

/** What an answer says, without what differs from one answer to the next. */
async function said(response: Response) {
  const text = await response.text();
  const ownHeaders = [...response.headers].filter(([name]) =>
    /^(?:content-type|cache-control|cross-origin-|referrer-policy|x-content|retry-after|access-control)/.test(
      name,
    ),
  );
  return {
    status: response.status,
    headers: Object.fromEntries(ownHeaders),
    named: response.headers.has('x-request-id'),
    body: JSON.parse(text.replace(/"(\w+Ms|requestId|instance)":(?:[\d.e-]+|"[^"]*")/g, '"$1":0')) as unknown,
  };
}

describe('a search that does not pass the router', () => {
  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['hits', { q: 'why does bread rise', mode: 'hybrid' }, {}],
    ['what is wrong with a question', { q: 'bread', mode: 'loud' }, {}],
    ['that a page of another site may not ask', { q: 'bread' }, { origin: 'https://elsewhere.example' }],
    ['that a foreign name leads nowhere', { q: 'bread' }, { 'x-forwarded-host': 'elsewhere.example' }],
  ])('says %s as one that does', async (_, request, headers) => {
    expect(await said(await direct(request, headers))).toEqual(await said(await routed(request, headers)));
  });

  it('is counted among the requests', async () => {
    const counted = async () => {
      const text = await (await fetch(`${inject('baseUrl')}/metrics`)).text();
      const line =
        /^recollect_http_requests_total\{method="GET",route="\/api\/v1\/search",status="400"\} (\d+)/m;
      return Number(line.exec(text)?.[1] ?? 0);
    };
    const before = await counted();
    await direct({ q: 'bread', mode: 'loud' });
    expect(await counted()).toBeGreaterThan(before);
  });
});
