import { createServer, type Server } from 'node:http';

/** Bytes of a request's line and headers: a query of a hundred thousand characters still gets an answer in words. */
const MAX_HEADER_BYTES = 1024 * 1024;
/** Milliseconds for the headers of a request. */
const HEADERS_TIME = 60_000;
/** Milliseconds without a byte after which a request that is not all there is given up. */
const QUIET = 120_000;

/**
 * Milliseconds that a connection stays open without a request: longer than proxies keep it (nginx one minute, Caddy two).
 * With Node's five seconds a busy server closes connections just as their next request comes, which then fails.
 */
const IDLE = 130_000;

/**
 * A server that takes an upload for as long as it comes: Node would cut every request after five minutes, however much of
 * it had arrived. Whoever stops sending in the middle is not waited for; an answer may take as long as it takes.
 *
 * @param quiet milliseconds
 */
export function patientServer(quiet = QUIET): Server {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIME,
    keepAliveTimeout: IDLE,
    requestTimeout: 0,
  });
  server.setTimeout(quiet);
  // Where nobody listens Node cuts the connection, also one whose answer is being worked on.
  server.on('request', (request, response) => {
    response.on('timeout', () => {
      if (!request.complete) request.destroy();
    });
  });
  return server;
}
