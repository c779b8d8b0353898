import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parseConfig } from '@/lib/config';
import type { EmbeddingHandlers, EmbeddingWorkerData } from '@/lib/embed/worker-handlers';
import { connectWorker } from '@/lib/inference/connect-worker';

it('the worker that serves queries never downloads a model, even where ingest may', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'recollect-retrieval-'));
  const config = parseConfig({
    RECOLLECT_DATA_DIR: root,
    EMBEDDING_MODEL: 'acme/none',
    ALLOW_DOWNLOAD: '1',
  });
  const settings: EmbeddingWorkerData = { config, threads: 1 };
  const worker = connectWorker<EmbeddingHandlers>('retrieval', settings);
  await expect(worker.call('embed', { texts: ['query'], kind: 'query' })).rejects.toMatchObject({
    code: 'model_not_found',
  });
  await worker.close();
  await rm(root, { recursive: true });
});
