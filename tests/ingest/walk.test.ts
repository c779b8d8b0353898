import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walk } from '@/lib/ingest/walk';

let root: string;
let outside: string;

beforeAll(() => {
  const base = realpathSync(mkdtempSync(path.join(tmpdir(), 'recollect-walk-')));
  root = path.join(base, 'project');
  outside = path.join(base, 'elsewhere');
  for (const folder of ['docs/deep', 'docs/.git', 'docs/node_modules/p', 'locked']) {
    mkdirSync(path.join(root, folder), { recursive: true });
  }
  mkdirSync(outside);
  writeFileSync(path.join(outside, 'secret.md'), 'secret');
  for (const file of [
    'b.md',
    'a.txt',
    'deep/c.PDF',
    'photo.jpg',
    '.hidden.md',
    '.git/x.md',
    'node_modules/p/y.md',
  ]) {
    writeFileSync(path.join(root, 'docs', file), 'text');
  }
  symlinkSync(path.join(outside, 'secret.md'), path.join(root, 'docs', 'link.md'));
  symlinkSync(outside, path.join(root, 'docs', 'linked-folder'));
  symlinkSync('b.md', path.join(root, 'docs', 'inside.md'));
  symlinkSync('nothing.md', path.join(root, 'docs', 'broken.md'));
});

afterAll(() => rmSync(path.dirname(root), { recursive: true, force: true }));

const uris = (result: { files: readonly { uri: string }[] }) => result.files.map(({ uri }) => uri);
const codes = (result: Awaited<ReturnType<typeof walk>>) =>
  Object.fromEntries(result.failures.map(({ uri, failure }) => [uri, failure.code]));

describe('walk', () => {
  it('finds what a folder holds, in order, without hidden files, node_modules and unknown formats', async () => {
    const result = await walk(['docs'], root);
    expect(uris(result)).toEqual(['docs/a.txt', 'docs/b.md', 'docs/deep/c.PDF']);
    expect(result.roots).toEqual([path.join(root, 'docs')]);
  });

  it('refuses links that lead outside or nowhere, and meets a file behind an inner link once', async () => {
    expect(codes(await walk(['docs'], root))).toEqual({
      'docs/link.md': 'file_outside_folder',
      'docs/linked-folder': 'file_outside_folder',
      'docs/broken.md': 'file_unreadable',
    });
  });

  it('expands globs, and holds them to their folder', async () => {
    const result = await walk(['docs/*.md'], root);
    expect(uris(result)).toContain('docs/b.md');
    expect(uris(result)).not.toContain('docs/link.md');
    expect(uris(await walk(['docs/**/*.{txt,PDF}'], root))).toEqual(['docs/a.txt', 'docs/deep/c.PDF']);
    await expect(walk(['docs/*.nothing'], root)).rejects.toMatchObject({ code: 'file_not_found' });
  });

  it('reads a link that is named itself, and knows files elsewhere by their URL', async () => {
    expect(uris(await walk(['docs/link.md'], root))).toEqual(['docs/link.md']);
    const [uri] = uris(await walk(['../elsewhere/secret.md'], root));
    expect(uri).toBe(`file://${outside}/secret.md`);
  });

  it('says what is wrong with what is named itself', async () => {
    await expect(walk(['docs/missing.md'], root)).rejects.toMatchObject({ code: 'file_not_found' });
    const result = await walk(['docs/photo.jpg'], root);
    expect(codes(result)).toEqual({ 'docs/photo.jpg': 'unknown_format' });
    expect(result.failures[0]?.failure.message).toContain('.jsonl');
    expect(uris(await walk(['docs/photo.jpg'], root, 'text'))).toEqual(['docs/photo.jpg']);
  });

  it('names each file once, however often it is asked for', async () => {
    expect(uris(await walk(['docs', 'docs/a.txt', './docs/../docs/*.txt'], root))).toHaveLength(3);
  });

  // Root may read everything, whatever the mode says.
  it.skipIf(process.getuid?.() === 0)('reports a folder it may not enter', async () => {
    chmodSync(path.join(root, 'locked'), 0o000);
    try {
      expect(codes(await walk(['locked'], root))).toEqual({ locked: 'file_unreadable' });
    } finally {
      chmodSync(path.join(root, 'locked'), 0o755);
    }
  });
});
