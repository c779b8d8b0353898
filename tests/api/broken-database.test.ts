import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { freePort, ready, script } from '@/tests/support/web-server';

it('says of a broken database what it is, and logs where in the sources it was noticed', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'recollect-broken-'));
  await writeFile(path.join(dataDir, 'recollect.db'), 'This is no database.'.repeat(500));
  const port = await freePort();
  const server = script(['start'], {
    ...process.env,
    RECOLLECT_DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
  });
  const ended = new Promise((resolve) => server.once('close', resolve));
  let said = '';
  server.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    const origin = `http://127.0.0.1:${port}/api/v1`;
    await ready(server, `${origin}/openapi.json`);
    // One is answered by the server's own bundle, the other by that of Next.js.
    for (const place of ['search?q=jazz', 'documents'])
      await expect((await fetch(`${origin}/${place}`)).json()).resolves.toMatchObject({
        status: 500,
        code: 'database_unusable',
      });
  } finally {
    server.kill('SIGINT');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  }
  const failures = said.split('\n').filter((line) => line.includes('"request failed"'));
  expect(failures).toHaveLength(2);
  for (const line of failures) {
    const { err } = JSON.parse(line) as { err: { stack: string } };
    expect(err.stack).toMatch(/ \(lib\/store\/open-store\.ts:\d+:\d+\)/);
    expect(err.stack).not.toMatch(/\.next|\.build/);
  }
});
