import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';

const PREFIX = '/_next/static';
/** Names carry a hash of the content: what has the same name is the same for ever, seconds. */
const A_YEAR = 31_536_000;

/**
 * Answers requests for scripts, styles and pictures of the build, in the brotli form where the browser takes it.
 *
 * @param build the build's folder, which must not change while it is served
 * @param headers what every answer says
 * @returns a handler that calls `next` for everything else
 */
export function staticFiles(
  build: string,
  headers: readonly { key: string; value: string }[],
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  const serve = sirv(path.join(build, 'static'), {
    brotli: true,
    etag: true,
    immutable: true,
    maxAge: A_YEAR,
    setHeaders: (response) => headers.forEach(({ key, value }) => response.setHeader(key, value)),
  });
  return (request, response, next) => {
    const { url = '' } = request;
    if (!url.startsWith(`${PREFIX}/`)) return next();
    request.url = url.slice(PREFIX.length);
    serve(request, response, () => {
      request.url = url;
      next();
    });
  };
}
