import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseConfig } from '@/lib/config';
import { sha256 } from '@/lib/models/file-hashes';
import { ensureGenerationModel } from '@/lib/models/generation-model';
import { writeTinyGpt } from './tiny-gpt';

/** The project's own GPT-2 is looked for in the folder that the process runs in. */
const project = process.cwd();
let root: string;
let dir: string;
const config = () => parseConfig({ RECOLLECT_DATA_DIR: path.join(root, 'data') });
const MEND = /git checkout -- models\/recollect-gpt2/;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'recollect-own-'));
  process.chdir(root);
  // As the process sees it: the temporary folder may be a link.
  dir = path.join(process.cwd(), 'models', 'recollect-gpt2');
});
afterAll(async () => {
  process.chdir(project);
  await rm(root, { recursive: true });
});

it('says which file of its own weights is missing, and the command that brings it back', async () => {
  const missing = ensureGenerationModel({ config: config() });
  await expect(missing).rejects.toMatchObject({ code: 'model_not_found' });
  await expect(missing).rejects.toThrow(path.join(dir, 'onnx', 'model_quantized.onnx'));
  await expect(missing).rejects.toThrow(MEND);
});

it('says which file of its own weights is damaged, and the command that brings it back', async () => {
  await mkdir(dir, { recursive: true });
  await writeTinyGpt(dir);
  const file = path.join(dir, 'tokenizer.json');
  await writeFile(path.join(dir, 'SHA256SUMS'), `${sha256('another')}  tokenizer.json\n`);
  const damaged = ensureGenerationModel({ config: config() });
  await expect(damaged).rejects.toMatchObject({ code: 'model_file_damaged' });
  await expect(damaged).rejects.toThrow(file);
  await expect(damaged).rejects.toThrow(MEND);
});

it('says that a configuration that is no JSON is not that of a GPT-2', async () => {
  await rm(path.join(dir, 'SHA256SUMS'));
  await writeFile(path.join(dir, 'config.json'), '{"model_type": "gp');
  const broken = ensureGenerationModel({ config: config() });
  await expect(broken).rejects.toMatchObject({ code: 'model_unsupported' });
  await expect(broken).rejects.toThrow(path.join(dir, 'config.json'));
});
