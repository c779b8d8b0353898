import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSummarySets, readSummarySet } from '@/lib/eval/summary-set';

let root: string;
const LINE = JSON.stringify({ id: 4, document: 'A text.', summaries: ['Short.'], query: 'what' });
const hasXz = (() => {
  try {
    execFileSync('xz', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'recollect-sets-'));
});
afterAll(() => rmSync(root, { recursive: true }));

function folder(name: string, files: Record<string, string>): string {
  const dir = path.join(root, name);
  mkdirSync(dir);
  for (const [file, content] of Object.entries(files)) writeFileSync(path.join(dir, file), content);
  return dir;
}

describe('sets of summaries', () => {
  it('are those for measuring where names tell, else all, and a file is itself', async () => {
    const named = folder('named', {
      'a-train.jsonl': LINE,
      'b-dev.jsonl': LINE,
      'c-val.jsonl.xz': '',
      'd.md': '',
    });
    expect(await findSummarySets(named)).toEqual([
      path.join(named, 'b-dev.jsonl'),
      path.join(named, 'c-val.jsonl.xz'),
    ]);
    const other = folder('other', { 'notes.jsonl': LINE, 'talks.jsonl': LINE });
    expect(await findSummarySets(other)).toHaveLength(2);
    const file = path.join(named, 'a-train.jsonl');
    expect(await findSummarySets(file)).toEqual([file]);
    await expect(findSummarySets(path.join(root, 'none'))).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(findSummarySets(folder('empty', {}))).rejects.toMatchObject({ code: 'file_not_found' });
  });

  it('are read line by line', async () => {
    const dir = folder('lines', { 'x-dev.jsonl': `${LINE}\n\n${LINE}\n` });
    const set = await readSummarySet(path.join(dir, 'x-dev.jsonl'));
    const example = { id: '4', document: 'A text.', summaries: ['Short.'], query: 'what' };
    expect(set).toEqual({ name: 'x-dev', examples: [example, example] });
  });

  it('name the line that is wrong', async () => {
    const dir = folder('wrong', {
      'x.jsonl': `${LINE}\n{"id": 1}\n`,
      'y.jsonl': `${LINE}\n{"id`,
      'z.jsonl': '',
    });
    for (const name of ['x.jsonl', 'y.jsonl']) {
      const reading = readSummarySet(path.join(dir, name));
      await expect(reading).rejects.toMatchObject({ code: 'evaluation_set_invalid' });
      await expect(reading).rejects.toThrow(`${name} line 2`);
    }
    await expect(readSummarySet(path.join(dir, 'z.jsonl'))).rejects.toThrow(/it has no line/);
  });

  it.skipIf(!hasXz)('are decompressed by xz, which says what it cannot read', async () => {
    const dir = folder('packed', { 'x-dev.jsonl': `${LINE}\n`, 'bad-dev.jsonl.xz': 'not xz' });
    execFileSync('xz', [path.join(dir, 'x-dev.jsonl')]);
    expect((await readSummarySet(path.join(dir, 'x-dev.jsonl.xz'))).examples).toHaveLength(1);
    const bad = readSummarySet(path.join(dir, 'bad-dev.jsonl.xz'));
    await expect(bad).rejects.toMatchObject({ code: 'evaluation_set_invalid' });
    await expect(bad).rejects.toThrow(/bad-dev\.jsonl\.xz/);
  });
});
