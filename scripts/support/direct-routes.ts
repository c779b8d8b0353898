import type { IncomingMessage, ServerResponse } from 'node:http';
import * as search from '@/app/api/v1/search/route';
import { log } from '@/lib/api/log';

export type DirectHandler = (request: Request, context: { params: Promise<undefined> }) => Promise<Response>;

/** Of routes without variable parts, what is asked at every key. Requests with a body go the usual way. */
const DIRECT: DirectTable = { '/api/v1/search': { GET: search.GET } };

/** Handlers by path and method. */
export type DirectTable = Readonly<Record<string, Readonly<Record<string, DirectHandler>>>>;

/**
 * Answers what is asked most by the same handlers as Next.js would, without its router, which takes two milliseconds
 * for every request (docs/adr/007-search-without-the-router.md).
 *
 * @param headers what every answer says
 * @returns a handler that calls `next` for everything else
 */
export function directRoutes(
  headers: readonly { key: string; value: string }[],
  table: DirectTable = DIRECT,
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  return (incoming, outgoing, next) => {
    const url = urlOf(incoming);
    const handler = url && table[url.pathname]?.[incoming.method ?? ''];
    if (!handler) return next();
    answer(handler, url, incoming, outgoing, headers).catch((thrown: unknown) => {
      // The handler tells its own failures; this one is ours.
      log().error({ err: thrown }, 'request not answered');
      outgoing.destroy();
    });
  };
}

/** Null for what no URL can be made of; Next.js says what is wrong with it. */
function urlOf({ url = '', headers: { host = '' } }: IncomingMessage): URL | null {
  const address = `http://${host}${url}`;
  if (!url.startsWith('/') || !URL.canParse(address)) return null;
  const parsed = new URL(address);
  return parsed.username === '' && parsed.password === '' ? parsed : null;
}

async function answer(
  handler: DirectHandler,
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
