import { once } from 'node:events';
import { request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { patientServer } from '@/scripts/support/patient-server';

const QUIET = 500;
let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function listening(quiet?: number): Promise<number> {
  server = patientServer(quiet);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const post = (port: number) =>
  request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': 8 } });

it('does not cut an upload after a time, only one whose sender has stopped', async () => {
  const port = await listening(QUIET);
  expect(server.requestTimeout).toBe(0);
  server.on('request', (arriving, response) => {
    arriving.on('error', () => undefined);
    arriving.resume().on('end', () => response.end('all there'));
  });
  const slow = post(port);
  const answered = once(slow, 'response');
  // Longer in all than a connection may be quiet.
  for (let sent = 0; sent < 8; sent += 1) {
    slow.write('x');
    await sleep(QUIET / 4);
  }
  slow.end();
  const [answer] = (await answered) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  answer.resume();

  const stopped = post(port);
  stopped.write('half');
  await expect(once(stopped, 'response')).rejects.toThrow(/socket hang up|ECONNRESET/);
});

it('waits for an answer that takes longer than a connection may be quiet', async () => {
  const port = await listening(QUIET);
  server.on('request', (arriving, response) => {
    arriving.resume();
    void sleep(2.5 * QUIET).then(() => response.end('late'));
  });
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'DELETE' });
  expect(await answer.text()).toBe('late');
});

it('does not close a connection just as its next request comes: it outlasts the patience of proxies', async () => {
  const port = await listening();
  server.on('request', (_, response) => response.end('here'));
  const asked = request({ port, host: '127.0.0.1', headers: { connection: 'keep-alive' } });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  const seconds = Number(/timeout=(\d+)/.exec(String(answer.headers['keep-alive']))?.[1]);
  expect(seconds).toBeGreaterThan(120);
});
