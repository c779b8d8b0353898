import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { originalStack } from '@/lib/api/original-stack';

/** `new Error` stands in line 4. */
const SOURCE = `interface Nothing {
  of: string;
}
export const fail = (nothing: Nothing) => new Error(nothing.of);
`;
const COLUMN = (SOURCE.split('\n')[3] ?? '').indexOf('new Error') + 1;

describe('a stack from built code', () => {
  let project: string;
  let map: string;
  /** Line and column of the error in the built code. */
  let at: string;
  const built = (name: string) => path.join(project, '.build', 'commands', name);

  async function write(name: string, text: string, written: Date): Promise<void> {
    await writeFile(built(name), text);
    await utimes(built(name), written, written);
  }

  beforeAll(async () => {
    project = await mkdtemp(path.join(tmpdir(), 'recollect (stack) '));
    await mkdir(path.join(project, '.build', 'commands'), { recursive: true });
    const made = await transform(SOURCE, {
      loader: 'ts',
      minify: true,
      sourcemap: 'external',
      sourcefile: '../../app/%5Bid%5D/route.ts',
    });
    map = made.map;
    await write('built.mjs', made.code, new Date(0));
    await write('built.mjs.map', map, new Date(0));
    const { fail } = (await import(pathToFileURL(built('built.mjs')).href)) as {
      fail: (value: { of: string }) => Error;
    };
    at = /built\.mjs:(\d+:\d+)/.exec(fail({ of: 'a reason' }).stack ?? '')?.[1] ?? '';
    vi.spyOn(process, 'cwd').mockReturnValue(project);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await rm(project, { recursive: true, force: true });
  });

  it('names the places in the sources, however the file is named', () => {
    expect(at).not.toBe('');
    const place = `${path.join('app', '[id]', 'route.ts')}:4:${COLUMN}`;
    const named = (file: string) =>
      originalStack(
        `Error: a reason\n    at fail (${file}:${at})\n    at async ${file}:${at}\n    at ${file}:${at}`,
      );
    const expected = `Error: a reason\n    at fail (${place})\n    at async ${place}\n    at ${place}`;
    expect(named(built('built.mjs'))).toBe(expected);
    expect(named(pathToFileURL(built('built.mjs')).href)).toBe(expected);
  });

  it('stays as it is where there is no map of our own', async () => {
    await write('../../outside.mjs.map', map, new Date(0));
    const stack = [
      'TypeError: at (nowhere:1:2) in particular',
      '    at node:internal/process/task_queues:95:5',
      '    at file://host/x.mjs:1:2',
      '    at file:///a%2Fb%zz.mjs:1:2',
      `    at ${built('without.mjs')}:1:2`,
      `    at ${path.join(project, 'outside.mjs')}:${at}`,
      `    at ${project}/.build/../outside.mjs:${at}`,
      '    at <anonymous>',
      '    at eval (eval at <anonymous> (relative.mjs:1:1), <anonymous>:1:1)',
    ].join('\n');
    expect(originalStack(stack)).toBe(stack);
  });

  it('stays as it is when the code was built anew since it was loaded', async () => {
    await write('later.mjs.map', map, new Date(performance.timeOrigin + 60_000));
    const stack = `Error\n    at ${built('later.mjs')}:${at}`;
    expect(originalStack(stack)).toBe(stack);
  });

  it('is told as it is when its map is damaged', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    await write('damaged.mjs.map', '{', new Date(0));
    const stack = `Error\n    at ${built('damaged.mjs')}:1:1`;
    expect(originalStack(stack)).toBe(stack);
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  // Some ten milliseconds; what goes over it again and again takes minutes.
  it('is not kept busy by a message made for that', { timeout: 20_000 }, () => {
    const message = [
      '\n'.repeat(300_000),
      `    at ${' (:1:1'.repeat(100_000)}`,
      `    at ${built('')}${':1'.repeat(100_000)} `,
    ].join('\n');
    expect(originalStack(message)).toBe(message);
  });
});
