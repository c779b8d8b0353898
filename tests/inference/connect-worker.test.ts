import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecollectError } from '@/lib/errors';
import { connectWorkerFile, type WorkerClient } from '@/lib/inference/connect-worker';
import type { FixtureHandlers } from './fixtures/worker';

let folder: string;
let client: WorkerClient<FixtureHandlers>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recollect-worker-'));
  await build({
    entryPoints: [path.resolve('tests/inference/fixtures/worker.ts')],
    outfile: path.join(folder, 'worker.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { '@': path.resolve('.') },
  });
  client = connectWorkerFile<FixtureHandlers>('fixture', path.join(folder, 'worker.mjs'), { colour: 'blue' });
});

afterAll(async () => {
  await client.close();
  await rm(folder, { recursive: true });
});

/** The error a call fails with; fails the test when it does not. */
async function errorOf(call: Promise<unknown>): Promise<RecollectError> {
  const error: unknown = await call.then(
    () => expect.unreachable('the call should fail'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RecollectError);
  return error as RecollectError;
}

describe('a call', () => {
  it('reaches the handler with its settings and comes back', async () => {
    expect(await client.call('settings', null)).toEqual({ colour: 'blue' });
    const texts = ['', 'a', '记忆', 'x'.repeat(100_000)];
    expect(await Promise.all(texts.map((text) => client.call('echo', { text })))).toEqual(texts);
  });

  it('hands events over in order and before the result', async () => {
    const seen: (number | string)[] = [];
    seen.push(await client.call('count', { to: 500 }, { onEvent: (value) => seen.push(value) }));
    expect(seen).toEqual([...Array.from({ length: 500 }, (_, index) => index + 1), 'done']);
  });

  it('fails, and nothing else does, when its listener throws', async () => {
    const seen: number[] = [];
    const onEvent = (value: number) => {
      seen.push(value);
      throw new RangeError(`cannot show ${value}`);
    };
    await expect(client.call('count', { to: 3 }, { onEvent })).rejects.toThrow('cannot show 1');
    expect(await client.call('echo', { text: 'still there' })).toBe('still there');
    expect(seen).toEqual([1]);
  });

  it('moves buffers that a handler transfers', async () => {
    const vector = await client.call('vector', { length: 384 });
    expect(vector).toEqual(new Float32Array(384).fill(0.5));
  });
});

describe('an error in a handler', () => {
  it('keeps its code, details and cause', async () => {
    const error = await errorOf(client.call('failOurs', null));
    expect(error.code).toBe('model_not_found');
    expect(error.details).toEqual({ model: 'm', place: 'p', hint: 'h' });
    expect(error.cause).toMatchObject({ message: 'Error: why' });
  });

  it('becomes internal with the original as cause when it is not ours', async () => {
    const error = await errorOf(client.call('failTheirs', null));
    expect(error.code).toBe('internal');
    expect(error.cause).toMatchObject({ name: 'TypeError', message: 'x is not a function' });
  });

  it('is reported for an answer that cannot be cloned', async () => {
    const error = await errorOf(client.call('unclonable', null));
    expect(error.code).toBe('internal');
    expect(error.cause).toMatchObject({ name: 'DataCloneError' });
  });
});

describe('aborting', () => {
  it('rejects at once and tells the handler', async () => {
    const controller = new AbortController();
    const call = client.call('wait', null, { signal: controller.signal });
    const before = await client.call('aborted', null);
    controller.abort();
    expect((await errorOf(call)).code).toBe('aborted');
    expect(await client.call('aborted', null)).toBe(before + 1);
  });

  it('before the call never reaches the worker', async () => {
    const before = await client.call('aborted', null);
    const error = await errorOf(client.call('wait', null, { signal: AbortSignal.abort() }));
    expect(error.code).toBe('aborted');
    expect(await client.call('aborted', null)).toBe(before);
  });
});

describe('a worker that dies', () => {
  it('rejects every pending call and is started again by the next', async () => {
    const pending = [client.call('wait', null), client.call('wait', null), client.call('exit', null)];
    for (const error of await Promise.all(pending.map(errorOf))) {
      expect(error.code).toBe('worker_failed');
      expect(error.message).toContain('fixture worker stopped: it ended with status 3');
    }
    expect(await client.call('echo', { text: 'alive' })).toBe('alive');
  });

  it('names the exception it died of', async () => {
    const error = await errorOf(client.call('crash', null));
    expect(error.code).toBe('worker_failed');
    expect(error.message).toContain('thrown outside of any handler');
    expect(await client.call('echo', { text: 'again' })).toBe('again');
  });

  it('rejects what is pending when it is closed, and starts again after', async () => {
    const pending = errorOf(client.call('wait', null));
    await client.close();
    expect((await pending).code).toBe('worker_failed');
    expect(await client.call('echo', { text: 'reopened' })).toBe('reopened');
  });
});

it('says how to build a worker file that is not there', async () => {
  const missing = connectWorkerFile<FixtureHandlers>('none', path.join(folder, 'none.mjs'), null);
  const error = await errorOf(missing.call('echo', { text: '' }));
  expect(error.code).toBe('workers_not_built');
  expect(error.message).toContain('npm run build:workers');
  await missing.close();
});

it('rejects the call when the file is not a worker', async () => {
  const file = path.join(folder, 'broken.mjs');
  await writeFile(file, 'throw new Error("broken at import")');
  const broken = connectWorkerFile<FixtureHandlers>('broken', file, null);
  const error = await errorOf(broken.call('echo', { text: '' }));
  expect(error.code).toBe('worker_failed');
  expect(error.message).toContain('broken at import');
});
