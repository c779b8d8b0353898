import type { IncomingMessage, ServerResponse } from 'node:http';
import * as search from '@/app/api/v1/search/route';

type Handler = (request: Request, context: { params: Promise<undefined> }) => Promise<Response>;

/** Of routes without variable parts, what is asked at every key. Requests with a body go the usual way. */
const DIRECT: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  '/api/v1/search': { GET: search.GET },
};

/**
 * Answers what is asked most by the same handlers as Next.js would, without its router, which takes two milliseconds
 * for every request (docs/adr/007-search-without-the-router.md).
 *
 * @param headers what every answer says
 * @returns a handler that calls `next` for everything else
 */
export function directRoutes(
  headers: readonly { key: string; value: string }[],
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  return (incoming, outgoing, next) => {
    const url = urlOf(incoming);
    const handler = url && DIRECT[url.pathname]?.[incoming.method ?? ''];
    if (!handler) return next();
    answer(handler, url, incoming, outgoing, headers).catch((thrown: unknown) => {
      // The caller is gone, or the answer broke off: he sees that it did.
      outgoing.destroy(thrown instanceof Error ? thrown : undefined);
    });
  };
}

/** Null for what no URL can be made of; Next.js says what is wrong with it. */
function urlOf({ url = '', headers: { host = '' } }: IncomingMessage): URL | null {
  return url.startsWith('/') && URL.canParse(`http://${host}${url}`) ? new URL(`http://${host}${url}`) : null;
}

async function answer(
  handler: Handler,
  url: URL,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  headers: readonly { key: string; value: string }[],
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const response = await handler(requestOf(url, incoming, gone.signal), {
    params: Promise.resolve(undefined),
  });
  response.headers.forEach((value, name) => outgoing.setHeader(name, value));
  // As Next.js does it: what holds for every answer stands above what the route says.
  for (const { key, value } of headers) outgoing.setHeader(key, value);
  outgoing.statusCode = response.status;
  // These answers are whole when they come; taken as the streams they also are, they would be read piece by piece.
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function requestOf(url: URL, incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value = ''] of Object.entries(incoming.headers))
    for (const one of [value].flat()) headers.append(name, one);
  return new Request(url, { headers, signal });
}
