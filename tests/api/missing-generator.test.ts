import { expect, inject, it } from 'vitest';
import type { Problem } from '@/lib/errors';
import { freePort, ready, script } from '@/tests/support/web-server';

/** Pages and routes are bundled apart, so this needs the production server, and the page has to come first. */
it('names the missing GPT-2 also when a page opened the runtime, and searches on', async () => {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const server = script(['start'], {
    ...process.env,
    RECOLLECT_DATA_DIR: inject('dataDir'),
    GENERATION_MODEL: 'nowhere/gpt',
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'silent',
    NODE_ENV: 'production',
  });
  const ended = new Promise((resolve) => server.once('close', resolve));
  try {
    await ready(server, `${base}/?q=why+does+bread+rise`);
    const answer = await fetch(`${base}/api/v1/summary?q=why+does+bread+rise`);
    const problem = (await answer.json()) as Problem;
    expect([answer.status, problem.code]).toEqual([503, 'model_not_found']);
    expect(problem.detail).toMatch(/nowhere\/gpt was not found .* unset GENERATION_MODEL/);
    expect((await fetch(`${base}/api/v1/search?q=bread`)).status).toBe(200);
  } finally {
    server.kill('SIGINT');
    await ended;
  }
});
