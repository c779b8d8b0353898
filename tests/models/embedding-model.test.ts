import { cp, mkdir, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { env } from '@xenova/transformers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';
import { modelKey, type ModelIdentity } from '@/lib/models/identity';
import { ensureMiniLm } from '@/lib/models/minilm';

let root: string;
let minilm: string;
let minilmIdentity: ModelIdentity;
let counter = 0;
let config: {
  embeddingModel: string;
  modelDir: string | null;
  compiledModelsDir: string;
  allowDownload: boolean;
};

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'recollect-supply-'));
  const compiled = await ensureMiniLm(path.join(root, 'compiled'));
  minilm = compiled.dir;
  minilmIdentity = compiled.identity;
});
afterAll(() => rm(root, { recursive: true }));
beforeEach(() => {
  config = {
    embeddingModel: 'recollect/minilm',
    modelDir: null,
    compiledModelsDir: path.join(root, `models-${counter++}`),
    allowDownload: false,
  };
});

describe('a local folder', () => {
  it('under MODEL_DIR goes before everything else, and tells its pooling and limits', async () => {
    const modelDir = path.join(root, `local-${counter++}`);
    const dir = path.join(modelDir, 'recollect', 'minilm');
    await cp(minilm, dir, { recursive: true });
    await mkdir(path.join(dir, '1_Pooling'));
    await writeFile(path.join(dir, '1_Pooling', 'config.json'), '{"pooling_mode_cls_token": true}');
    await writeFile(path.join(dir, 'sentence_bert_config.json'), '{"max_seq_length": 128}');
    const found = await ensureEmbeddingModel({ config: { ...config, modelDir } });
    expect(found.dir).toBe(dir);
    expect(found.identity).toMatchObject({ revision: 'local', pooling: 'cls', maxTokens: 128, dimension: 384 });
    expect(Object.keys(found.identity.files).sort()).toEqual([
      'onnx/model_quantized.onnx',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
  });

  it('without such files is taken to be what its name says', async () => {
    const modelDir = path.join(root, `local-${counter++}`);
    await cp(minilm, path.join(modelDir, 'multilingual-e5-small'), { recursive: true });
    const { identity } = await ensureEmbeddingModel({
      config: { ...config, modelDir, embeddingModel: 'multilingual-e5-small' },
    });
    expect(identity).toMatchObject({ pooling: 'mean', prefixes: { query: 'query: ', passage: 'passage: ' } });
  });

  it.each(['config.json', 'tokenizer.json', 'onnx/model_quantized.onnx'])('without %s is named', async (name) => {
    const modelDir = path.join(root, `local-${counter++}`);
    const dir = path.join(modelDir, 'mine');
    await cp(minilm, dir, { recursive: true });
    await unlink(path.join(dir, name));
    await expect(
      ensureEmbeddingModel({ config: { ...config, modelDir, embeddingModel: 'mine' } }),
    ).rejects.toMatchObject({ code: 'model_not_found', details: { place: path.join(dir, name) } });
  });
});

describe('the bundled model', () => {
  it('is compiled without a hub when MODEL_DIR has none', async () => {
    const { identity } = await ensureEmbeddingModel({ config: { ...config, modelDir: root } });
    expect(identity.id).toBe('recollect/minilm');
  });
});

describe('the hub', () => {
  let server: Server;
  let requests: string[];
  let weightsChecksum: string;
  const remoteHost = env.remoteHost;

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request.url ?? '');
      const [, file] = /^\/acme\/[a-z-]+-(?:en|small)\/resolve\/main\/(.+)$/.exec(request.url ?? '') ?? [];
      readFile(path.join(minilm, file ?? 'absent')).then(
        (bytes) => {
          const checksum = file?.startsWith('onnx/') ? { 'x-linked-etag': `"${weightsChecksum}"` } : {};
          response.writeHead(200, { 'content-length': bytes.length, ...checksum }).end(bytes);
        },
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    requests = [];
    weightsChecksum = minilmIdentity.files['onnx/model_quantized.onnx'] ?? '';
    env.remoteHost = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    env.remoteHost = remoteHost;
    server.close();
  });

  it('is not asked unless downloads are allowed', async () => {
    const missing = ensureEmbeddingModel({ config: { ...config, embeddingModel: 'acme/bge-small-en' } });
    await expect(missing).rejects.toMatchObject({ code: 'model_not_found' });
    await expect(missing).rejects.toThrow(/ALLOW_DOWNLOAD=1/);
    expect(requests).toEqual([]);
  });

  it('is asked once: progress is told, and the next start needs no network', async () => {
    const files = new Set<string>();
    const wanted = { ...config, embeddingModel: 'acme/bge-small-en' };
    const first = await ensureEmbeddingModel({
      config: { ...wanted, allowDownload: true },
      onProgress: ({ file }) => files.add(file),
    });
    expect(first.identity).toMatchObject({ pooling: 'cls', dimension: 384, revision: 'main' });
    expect([...files]).toContain('onnx/model_quantized.onnx');
    expect(env.allowRemoteModels).toBe(false);
    requests = [];
    expect(await ensureEmbeddingModel({ config: wanted })).toEqual(first);
    expect(requests).toEqual([]);
  });

  it('is named with the way out when a downloaded file was damaged later', async () => {
    const wanted = { ...config, embeddingModel: 'acme/bge-tiny-en' };
    const { dir } = await ensureEmbeddingModel({ config: { ...wanted, allowDownload: true } });
    await writeFile(path.join(dir, 'tokenizer.json'), '{}');
    const damaged = ensureEmbeddingModel({ config: wanted });
    await expect(damaged).rejects.toMatchObject({ code: 'model_file_damaged' });
    await expect(damaged).rejects.toThrow(`Delete ${dir}`);
  });

  it('whose checksum of the weights differs from what came is not believed', async () => {
    weightsChecksum = 'f'.repeat(64);
    const wanted = { ...config, embeddingModel: 'acme/bge-torn-en', allowDownload: true };
    await expect(ensureEmbeddingModel({ config: wanted })).rejects.toMatchObject({
      code: 'model_file_damaged',
      details: { expected: weightsChecksum },
    });
  });

  it('that does not have the model fails with its reason', async () => {
    const wanted = { ...config, embeddingModel: 'acme/nothing', allowDownload: true };
    const failed = ensureEmbeddingModel({ config: wanted });
    await expect(failed).rejects.toMatchObject({ code: 'model_download_failed' });
    await expect(failed).rejects.toThrow(/acme\/nothing/);
    expect(env.allowRemoteModels).toBe(false);
  });

  it('out of reach fails with advice, and is asked again by the next try', async () => {
    const reachable = env.remoteHost;
    env.remoteHost = 'http://127.0.0.1:1/';
    const wanted = { ...config, embeddingModel: 'acme/gte-small', allowDownload: true };
    const failed = ensureEmbeddingModel({ config: wanted });
    await expect(failed).rejects.toMatchObject({ code: 'model_download_failed' });
    await expect(failed).rejects.toThrow(/MODEL_DIR/);
    env.remoteHost = reachable;
    const { identity } = await ensureEmbeddingModel({ config: wanted });
    expect(identity).toMatchObject({ id: 'acme/gte-small', pooling: 'mean' });
  });
});

describe('modelKey', () => {
  it('changes with what shapes vectors and with nothing else', () => {
    const identity = minilmIdentity;
    const key = modelKey(identity);
    expect(key).toMatch(/^[0-9a-f]{16}$/);
    const reordered = Object.fromEntries(Object.entries(identity.files).reverse());
    expect(modelKey({ ...identity, id: 'other', revision: 'x', files: reordered })).toBe(key);
    const changed = [
      { ...identity, pooling: 'cls' as const },
      { ...identity, maxTokens: 128 },
      { ...identity, prefixes: { query: 'q: ', passage: '' } },
      { ...identity, files: { ...identity.files, 'tokenizer.json': '0' } },
    ];
    expect(new Set([key, ...changed.map(modelKey)]).size).toBe(changed.length + 1);
  });
});
