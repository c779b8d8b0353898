import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { originalStack } from '@/lib/api/original-stack';

/** The place of `new Error` in line 4 is where the stack begins. */
const SOURCE = `interface Nothing {
  of: string;
}
export const fail = (nothing: Nothing) => new Error(nothing.of);
`;

describe('a stack from built code', () => {
  let folder: string;
  let stack: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'recollect stack '));
    const built = path.join(folder, 'built.mjs');
    const { code, map } = await transform(SOURCE, {
      loader: 'ts',
      minify: true,
      sourcemap: 'external',
      sourcefile: 'source.ts',
    });
    await writeFile(built, code);
    await writeFile(`${built}.map`, map);
    const { fail } = (await import(pathToFileURL(built).href)) as { fail: (value: { of: string }) => Error };
    stack = fail({ of: 'a reason' }).stack ?? '';
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('names the places in the sources, however the file is named', () => {
    const column = SOURCE.split('\n')[3]?.indexOf('new Error') ?? NaN;
    const source = path.relative(process.cwd(), path.join(folder, 'source.ts'));
    const built = path.join(folder, 'built.mjs');
    const [, line = '', at = ''] = /built\.mjs:(\d+):(\d+)/.exec(stack) ?? [];
    expect(line).not.toBe('');
    const place = `${source}:4:${column + 1}`;
    const of = (file: string) =>
      originalStack(`Error: a reason\n    at fail (${file}:${line}:${at})\n    at ${file}:${line}:${at}`);
    expect(of(built)).toBe(`Error: a reason\n    at fail (${place})\n    at ${place}`);
    expect(of(pathToFileURL(built).href)).toBe(of(built));
  });

  it('stays as it is where there is no map, and says everything but places as it was', () => {
    const whole = [
      'TypeError: at (nowhere:1:2) in particular',
      '    at node:internal/process/task_queues:95:5',
      '    at async read (C:\\\\server\\\\built.mjs:3:4)',
      `    at ${path.join(folder, 'without.mjs')}:1:2`,
      '    at <anonymous>',
      '    at eval (eval at <anonymous> (relative.mjs:1:1), <anonymous>:1:1)',
    ].join('\n');
    expect(originalStack(whole)).toBe(whole);
  });

  it('is told as it is when its map is damaged', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const damaged = path.join(folder, 'damaged.mjs');
    await writeFile(`${damaged}.map`, '{');
    expect(originalStack(`Error\n    at ${damaged}:1:1`)).toBe(`Error\n    at ${damaged}:1:1`);
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});
