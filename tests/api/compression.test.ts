import { request, type IncomingMessage } from 'node:http';
import { expect, inject, it } from 'vitest';

/** What crosses the wire; fetch undoes the encoding and leaves its name. */

const base = inject('baseUrl');
const get = (path: string, accept = 'gzip, deflate, br') =>
  fetch(`${base}${path}`, { headers: { 'accept-encoding': accept } });

async function scriptPath(): Promise<string> {
  const html = await (await get('/')).text();
  const [path] = /\/_next\/static\/chunks\/[\w.~-]+\.js/.exec(html) ?? [];
  return path ?? '';
}

it('sends scripts in the form that was pressed at the build, for ever, and with the guards of every answer', async () => {
  const path = await scriptPath();
  const pressed = await get(path);
  const plain = await get(path, 'identity');
  expect(pressed.headers.get('content-encoding')).toBe('br');
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(pressed.headers.get('cache-control')).toContain('immutable');
  expect(pressed.headers.get('content-type')).toMatch(/^text\/javascript/);
  expect(pressed.headers.get('x-content-type-options')).toBe('nosniff');
  expect(pressed.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(Number(pressed.headers.get('content-length'))).toBeLessThan(
    Number(plain.headers.get('content-length')) / 2,
  );
  expect(await pressed.text()).toBe(await plain.text());
});

it('presses pages and JSON for who takes it', async () => {
  for (const path of ['/', '/api/v1/search?q=bread', '/api/v1/openapi.json']) {
    const pressed = await get(path);
    expect(pressed.headers.get('content-encoding'), path).toBe('br');
    expect(pressed.headers.get('vary'), path).toMatch(/accept-encoding/i);
    expect((await get(path, 'identity')).headers.get('content-encoding'), path).toBeNull();
  }
});

it('sends events as they come, in nothing larger', async () => {
  const response = await get('/api/v1/summary?q=why+does+bread+rise');
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(await response.text()).toContain('event: done');
});

it('has nothing of the build but what browsers load', async () => {
  const paths = [
    '/_next/BUILD_ID',
    '/_next/static/../BUILD_ID',
    '/_next/static/%2e%2e/BUILD_ID',
    '/_next/static/..%2fBUILD_ID',
    '/_next/static/chunks/../../BUILD_ID',
  ];
  for (const path of paths) expect(await statusOf(path), path).toBe(404);
});

/** Asks for a path as it is written; fetch would resolve its dots first. */
async function statusOf(path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(base);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ hostname, port, path }, resolve).once('error', reject).end();
  });
  response.resume();
  return response.statusCode;
}
