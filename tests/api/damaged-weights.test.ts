import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '@/lib/errors';
import { closeRuntime } from '@/lib/runtime';
import { writeTinyGpt } from '../generate/tiny-gpt';
import { ingestFolder, type IngestFolder } from '../ingest/ingest-folder';

/** Without usable GPT-2 weights search serves as always, and the summary says which file to mend and how. */
let folder: IngestFolder;
let models: string;
let weights: string;

beforeAll(async () => {
  folder = ingestFolder();
  await mkdir(path.join(folder.root, 'docs'));
  await writeFile(
    path.join(folder.root, 'docs', 'bread.md'),
    '# Bread\n\nBread rises because yeast fills the dough with gas. Salt slows the yeast.\n',
  );
  await folder.run(['docs']);
  models = await mkdtemp(path.join(tmpdir(), 'recollect-damaged-'));
  await writeTinyGpt(path.join(models, 'gpt'));
  weights = path.join(models, 'gpt', 'onnx', 'model_quantized.onnx');
  const sum = createHash('sha256')
    .update(await readFile(weights))
    .digest('hex');
  await writeFile(path.join(models, 'gpt', 'SHA256SUMS'), `${sum}  onnx/model_quantized.onnx\n`);
  // Read when the first request opens the runtime.
  Object.assign(process.env, {
    RECOLLECT_DATA_DIR: folder.config.dataDir,
    MODEL_DIR: models,
    GENERATION_MODEL: 'gpt',
    LOG_LEVEL: 'silent',
  });
});
afterAll(async () => {
  await closeRuntime();
  folder.remove();
  await rm(models, { recursive: true });
});

// Imported only when the environment is set.
const ROUTES = {
  search: () => import('@/app/api/v1/search/route'),
  summary: () => import('@/app/api/v1/summary/route'),
};

async function get(route: keyof typeof ROUTES): Promise<Response> {
  const { GET } = await ROUTES[route]();
  const address = `http://127.0.0.1:3000/api/v1/${route}?q=why+does+bread+rise`;
  return GET(new Request(address, { headers: { host: '127.0.0.1:3000' } }), { params: Promise.resolve({}) });
}

async function expectSearchServes(): Promise<void> {
  const answer = await get('search');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ total: 1, hits: [{ document: { title: 'Bread' } }] });
}

describe('GPT-2 weights', () => {
  it('that are damaged are named, with the way out, and search goes on', async () => {
    await appendFile(weights, 'x');
    const answer = await get('summary');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await answer.json()) as Problem;
    expect(problem.code).toBe('model_file_damaged');
    expect(problem.detail).toContain(weights);
    expect(problem.detail).toContain(`Copy the model into ${path.join(models, 'gpt')} again`);
    await expectSearchServes();
  });

  it('that are missing are named as well', async () => {
    await rm(weights);
    const answer = await get('summary');
    expect(answer.status).toBe(503);
    const problem = (await answer.json()) as Problem;
    expect(problem.code).toBe('model_not_found');
    expect(problem.detail).toContain(weights);
    await expectSearchServes();
  });

  it('that were mended serve at the next request, without a restart', async () => {
    await writeTinyGpt(path.join(models, 'gpt'));
    const answer = await get('summary');
    expect(answer.status).toBe(200);
    const events = await answer.text();
    expect(events).toMatch(/event: spine[\s\S]*event: sentence[\s\S]*event: done/);
    expect(events).toContain('Bread rises because yeast fills the dough with gas.');
  });
});
