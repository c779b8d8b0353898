import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig, type Config } from '@/lib/config';
import { createEmbedder } from '@/lib/embed/embedder';
import { createEncoder } from '@/lib/embed/encoder';
import type { Embedder } from '@/lib/embed/types';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';
import { shareModels } from '@/tests/support/compiled-models';

let root: string;
let config: Config;
let embedder: Embedder;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'recollect-embedder-'));
  config = parseConfig({ RECOLLECT_DATA_DIR: root });
  shareModels(root);
  embedder = await createEmbedder(config);
});
afterAll(async () => {
  await embedder.close();
  await rm(root, { recursive: true });
});

describe('the embedder in its worker', () => {
  it('gives what the encoder gives, in the order of the texts', async () => {
    const { dir, identity } = await ensureEmbeddingModel({ config });
    expect(embedder.identity).toEqual(identity);
    const texts = Array.from(
      { length: 40 },
      (_, index) => `Text ${index}: ${'more words '.repeat((index * 7) % 30)}`,
    );
    const encoder = await createEncoder(dir, identity, 1);
    const expected = await encoder.embed(texts, 'passage');
    const actual = await embedder.embed(texts, 'passage');
    expect(actual).toHaveLength(texts.length);
    for (const [index, vector] of actual.entries()) {
      for (const [axis, value] of vector.entries())
        expect(value).toBeCloseTo(expected[index]?.[axis] ?? NaN, 5);
    }
  });

  it('answers concurrent calls each with its own', async () => {
    const calls = Array.from({ length: 20 }, (_, index) => embedder.embed([`number ${index}`], 'query'));
    const again = await embedder.embed(
      calls.map((_, index) => `number ${index}`),
      'query',
    );
    expect((await Promise.all(calls)).flat()).toEqual(again);
  });

  it('embeds nothing as nothing', async () => {
    expect(await embedder.embed([], 'passage')).toEqual([]);
  });

  it('can be aborted in the middle and goes on serving', async () => {
    const controller = new AbortController();
    const work = embedder.embed(Array<string>(200).fill('word '.repeat(200)), 'passage', controller.signal);
    setTimeout(() => controller.abort(), 30);
    await expect(work).rejects.toMatchObject({ code: 'aborted' });
    expect(await embedder.embed(['still here'], 'query')).toHaveLength(1);
  });

  it('reports a model that is not there, with the way out', async () => {
    await expect(createEmbedder({ ...config, embeddingModel: 'acme/none' })).rejects.toMatchObject({
      code: 'model_not_found',
    });
  });
});
