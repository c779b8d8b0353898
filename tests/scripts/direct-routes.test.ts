import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { directRoutes, type DirectHandler } from '@/scripts/support/direct-routes';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Serves one direct route, `GET /here`; everything else is passed on. */
async function serving(handler: DirectHandler): Promise<number> {
  const direct = directRoutes([{ key: 'X-Every', value: 'answer' }], { '/here': { GET: handler } });
  server = createServer((incoming, outgoing) =>
    direct(incoming, outgoing, () => {
      outgoing.statusCode = 404;
      outgoing.end('passed on');
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const ask = (port: number, path: string, { method = 'GET', headers = {} } = {}) =>
  request({ port, host: '127.0.0.1', path, method, headers });

async function answerOf(asked: ReturnType<typeof ask>): Promise<{ answer: IncomingMessage; text: string }> {
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const piece of answer) text += String(piece);
  return { answer, text };
}

it('answers its own requests and passes the others on', async () => {
  const port = await serving((asked) =>
    Promise.resolve(
      new Response(new URL(asked.url).search, { status: 201, headers: { 'x-every': 'route' } }),
    ),
  );
  const own = await answerOf(ask(port, '/here?q=a'));
  expect(own).toMatchObject({ text: '?q=a', answer: { statusCode: 201, headers: { 'x-every': 'answer' } } });
  for (const [path, options] of [
    ['/here', { method: 'POST' }],
    ['/here', { method: 'HEAD' }],
    ['/here/', {}],
    ['/there', {}],
    ['/here', { headers: { host: 'user@here' } }],
    ['/here', { headers: { host: 'not a host' } }],
  ] as const)
    expect((await answerOf(ask(port, path, options))).answer.statusCode, path).toBe(404);
});

it('tells its handler that the caller is gone', async () => {
  let reached = () => {};
  const arrived = new Promise<void>((resolve) => (reached = resolve));
  let told = () => {};
  const gone = new Promise<void>((resolve) => (told = resolve));
  const port = await serving(async ({ signal }) => {
    signal.addEventListener('abort', told);
    reached();
    await gone;
    return new Response('late');
  });
  const asked = ask(port, '/here');
  asked.on('error', () => undefined);
  asked.end();
  await arrived;
  asked.destroy();
  await gone;
});

it('cuts the connection of a request whose handler breaks', async () => {
  const port = await serving(() => Promise.reject(new Error('broken')));
  await expect(answerOf(ask(port, '/here'))).rejects.toThrow(/hang up|ECONNRESET/);
});
