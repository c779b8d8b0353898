import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createEncoder, type Encoder } from '@/lib/embed/encoder';
import { ensureMiniLm } from '@/lib/models/minilm';
import { writeTinyEncoder } from './tiny-encoder';

let root: string;
let encoder: Encoder;
let minilm: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'recollect-encoder-'));
  const { dir, identity } = await ensureMiniLm(inject('compiledModels'));
  minilm = dir;
  encoder = await createEncoder(dir, identity, 1);
});
afterAll(() => rm(root, { recursive: true }));

const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, axis) => sum + value * (b[axis] ?? 0), 0);

async function similarity(a: string, b: string): Promise<number> {
  const [left, right] = await encoder.embed([a, b], 'passage');
  return cosine(left ?? new Float32Array(), right ?? new Float32Array());
}

describe('the compiled MiniLM', () => {
  // Cosines of the same weights with every matrix product in float32; 8-bit activations stay within 0.02.
  it.each([
    ['A man is playing a guitar.', 'Someone is making music on a guitar.', 0.7939],
    ['A man is playing a guitar.', 'The stock market fell sharply today.', -0.0714],
    ['How do I reset my password?', 'Steps to recover access to a locked account.', 0.5842],
    [
      'The hippocampus turns short-term memories into long-term ones.',
      'Part of the brain stores what we experience for later recall.',
      0.6567,
    ],
    ['Boil the pasta for nine minutes.', 'Cook the noodles in hot water until they are done.', 0.6961],
    [
      'The hippocampus turns short-term memories into long-term ones.',
      'Boil the pasta for nine minutes.',
      0.167,
    ],
  ])('"%s" / "%s" is %f', async (a, b, expected) => {
    expect(Math.abs((await similarity(a, b)) - expected)).toBeLessThan(0.02);
  });

  it('gives a text the same vector whatever it is embedded with', async () => {
    const texts = [
      'Short.',
      'A text of middling length, with a comma and 42 as a number.',
      '图书馆的历史可以追溯到古代。',
      `${'Long texts are cut where the model stops reading, and everything after that is lost to it. '.repeat(30)}`,
      '$$$ ### !!! 9999999999',
    ];
    const together = await encoder.embed(texts, 'passage');
    for (const [position, text] of texts.entries()) {
      const [alone] = await encoder.embed([text], 'passage');
      expect(alone && together[position] && cosine(alone, together[position])).toBeGreaterThan(1 - 1e-5);
    }
  });

  it('returns unit vectors for what has no words', async () => {
    for (const vector of await encoder.embed(['', ' \n\t', '\u0000', '🙂', '你好'], 'query')) {
      expect(vector).toHaveLength(384);
      expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it('cuts a text at 256 tokens', async () => {
    const words = Array.from({ length: 254 }, (_, index) => (index % 2 ? 'memory' : 'library'));
    const [full, longer, shorter] = await encoder.embed(
      [words.join(' '), [...words, 'pasta', 'pasta'].join(' '), words.slice(0, 40).join(' ')],
      'passage',
    );
    if (!full || !longer || !shorter) return expect.unreachable();
    expect(cosine(full, longer)).toBeCloseTo(1, 6);
    expect(cosine(full, shorter)).toBeLessThan(0.9999);
  });
});

describe('any encoder', () => {
  // Rows of the tokeniser's table: 101 [CLS], 102 [SEP], 7592 hello, 2088 world.
  const ROWS = { 101: [1, 0, 0, 0], 102: [0, 1, 0, 0], 7592: [0, 0, 1, 0], 2088: [0, 0, 0, 1] };
  const unit = (...values: number[]) => values.map((value) => value / Math.hypot(...values));
  const open = async (name: string, rows: Record<number, number[]>, about = {}) => {
    const dir = path.join(root, name);
    return createEncoder(dir, await writeTinyEncoder(minilm, dir, rows, about), 1);
  };
  const expectClose = (actual: Float32Array | undefined, expected: number[]) => {
    for (const [axis, value] of expected.entries()) expect(actual?.[axis]).toBeCloseTo(value, 5);
  };

  it('keeps the order of the texts over many batches of different lengths', async () => {
    const tiny = await open('order', ROWS, { maxTokens: 256 });
    const texts = Array.from({ length: 300 }, (_, index) => 'hello '.repeat((index * 37) % 97));
    const vectors = await tiny.embed(texts, 'passage');
    for (const [index, vector] of vectors.entries()) expectClose(vector, unit(1, 1, (index * 37) % 97, 0));
  });

  it('keeps the closing special token of a text that is cut', async () => {
    const tiny = await open('cut', ROWS);
    const [vector] = await tiny.embed(['hello hello hello hello hello hello world world'], 'passage');
    expectClose(vector, unit(1, 1, 6, 0));
  });

  it('puts the prefix of its kind before a text', async () => {
    const tiny = await open('prefix', ROWS, { prefixes: { query: 'world ', passage: '' } });
    expectClose((await tiny.embed(['hello'], 'query'))[0], unit(1, 1, 1, 1));
    expectClose((await tiny.embed(['hello'], 'passage'))[0], unit(1, 1, 1, 0));
  });

  it('pools by the first token where the model says so', async () => {
    const tiny = await open('cls', ROWS, { pooling: 'cls' });
    expectClose((await tiny.embed(['hello world'], 'passage'))[0], [1, 0, 0, 0]);
  });

  it('refuses vectors that are not numbers or point nowhere', async () => {
    const nan = await open('nan', { ...ROWS, 2088: [Number.NaN, 0, 0, 0] });
    expect(await nan.embed(['hello'], 'passage')).toHaveLength(1);
    await expect(nan.embed(['hello', 'world'], 'passage')).rejects.toMatchObject({
      code: 'embedding_failed',
      details: { reason: 'NaN', length: 5 },
    });
    const zero = await open('zero', {});
    await expect(zero.embed(['hello'], 'passage')).rejects.toMatchObject({
      code: 'embedding_failed',
      details: { reason: 'a zero vector' },
    });
  });

  it('says what is wrong with weights that are torn or of another model', async () => {
    const torn = path.join(root, 'torn');
    const identity = await writeTinyEncoder(minilm, torn, ROWS);
    await truncate(path.join(torn, 'onnx', 'model_quantized.onnx'), 10_000);
    const error: unknown = await createEncoder(torn, identity, 1).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'model_unsupported' });
    expect((error as Error).message).toContain(torn);
    const other = await open('other', ROWS, { dimension: 384 });
    await expect(other.embed(['hello'], 'passage')).rejects.toMatchObject({ code: 'model_unsupported' });
  });

  it('stops between batches when it is aborted', async () => {
    const tiny = await open('abort', ROWS, { maxTokens: 256 });
    const controller = new AbortController();
    const work = tiny.embed(Array<string>(2_000).fill('hello '.repeat(100)), 'passage', controller.signal);
    controller.abort();
    await expect(work).rejects.toMatchObject({ code: 'aborted' });
  });
});
