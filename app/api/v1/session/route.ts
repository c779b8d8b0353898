import { authorize, keyRequired, validKey } from '@/lib/api/authorize';
import { noParametersOf } from '@/lib/api/document-requests';
import { readJson } from '@/lib/api/read-json';
import { json, needs, route } from '@/lib/api/route';
import { keyCookie, signInRequestOf, type Session } from '@/lib/api/session';
import { config } from '@/lib/config';
import { asRecollectError } from '@/lib/errors';
import { runtime } from '@/lib/runtime';
import { SCOPES, type Scope } from '@/lib/store/scopes';

/** Who a browser is: what its key allows, a key for it to keep in a cookie, and the end of that. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: needs('nothing', async ({ url, request }) => {
    noParametersOf(url.searchParams);
    const session: Session = {
      keyRequired: keyRequired(config()),
      scopes: await scopesOf(request.headers),
    };
    return json(session);
  }),
  POST: needs('nothing', async ({ request }) => {
    const secret = signInRequestOf(await readJson(request));
    const key = validKey((await runtime()).store, secret);
    return withCookie(keyCookie(request, { secret, key }));
  }),
  DELETE: needs('nothing', ({ request }) => withCookie(keyCookie(request, null))),
});

function withCookie(cookie: string): Response {
  return new Response(null, { status: 204, headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });
}

async function scopesOf(headers: Headers): Promise<readonly Scope[]> {
  try {
    const key = await authorize(headers, 'search', config(), async () => (await runtime()).store);
    return key === null ? SCOPES : key.scopes;
  } catch (thrown) {
    if (asRecollectError(thrown).status === 401) return [];
    throw thrown;
  }
}
