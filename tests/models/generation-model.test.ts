import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseChecksums } from '@/lib/models/checksums';
import { sha256 } from '@/lib/models/file-hashes';
import { ensureGenerationModel } from '@/lib/models/generation-model';

// The weights are not opened here, so any bytes serve.
const FILES = {
  'config.json': JSON.stringify({
    model_type: 'gpt2',
    vocab_size: 50_257,
    n_positions: 1024,
    n_embd: 768,
    n_layer: 12,
  }),
  'onnx/model_quantized.onnx': 'weights',
};

let root: string;
let dir: string;
let counter = 0;
const config = () => ({
  generationModel: path.basename(dir),
  modelDir: root,
  compiledModelsDir: path.join(root, 'models'),
  allowDownload: false,
});

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'recollect-generation-'));
});
afterAll(() => rm(root, { recursive: true }));
beforeEach(async () => {
  dir = path.join(root, `gpt-${counter++}`);
  await mkdir(path.join(dir, 'onnx'), { recursive: true });
  for (const [name, content] of Object.entries(FILES)) await writeFile(path.join(dir, name), content);
  const lines = Object.entries(FILES).map(([name, content]) => `${sha256(content)}  ${name}\n`);
  await writeFile(path.join(dir, 'SHA256SUMS'), lines.join(''));
});

describe('ensureGenerationModel', () => {
  it('identifies a checked folder; GPT-2 small has 124 million parameters', async () => {
    const found = await ensureGenerationModel({ config: config() });
    expect(found).toEqual({
      dir,
      identity: {
        id: path.basename(dir),
        revision: sha256('weights').slice(0, 12),
        parameters: 124_439_808,
        contextTokens: 1024,
      },
    });
  });

  it('names a file that differs from SHA256SUMS, with both checksums', async () => {
    await writeFile(path.join(dir, 'onnx', 'model_quantized.onnx'), 'damaged');
    await expect(ensureGenerationModel({ config: config() })).rejects.toMatchObject({
      code: 'model_file_damaged',
      details: {
        path: path.join(dir, 'onnx', 'model_quantized.onnx'),
        actual: sha256('damaged'),
        expected: sha256('weights'),
      },
    });
  });

  it('names a listed file that is missing', async () => {
    await rm(path.join(dir, 'config.json'));
    await expect(ensureGenerationModel({ config: config() })).rejects.toMatchObject({
      code: 'model_not_found',
      details: { place: path.join(dir, 'config.json') },
    });
  });

  it('refuses another architecture', async () => {
    await rm(path.join(dir, 'SHA256SUMS'));
    await writeFile(path.join(dir, 'config.json'), '{"model_type":"llama"}');
    await expect(ensureGenerationModel({ config: config() })).rejects.toMatchObject({
      code: 'model_unsupported',
    });
  });

  it('asks for permission before it would download', async () => {
    const missing = ensureGenerationModel({ config: { ...config(), generationModel: 'Xenova/distilgpt2' } });
    await expect(missing).rejects.toThrow(/ALLOW_DOWNLOAD=1/);
  });
});

it('parseChecksums reads both forms of sha256sum(1) and passes over the rest', () => {
  const sum = 'a'.repeat(64);
  const list = `# made by us\n${sum}  a.json\n${sum} *./onnx/b.onnx\n\n${'a'.repeat(63)}  short\n`;
  expect(parseChecksums(list)).toEqual({ 'a.json': sum, 'onnx/b.onnx': sum });
});
