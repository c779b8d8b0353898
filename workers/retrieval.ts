// Worker of the web process: owns the embedding session and the vector index, so that a query is embedded and
// searched in one trip. Everything loads at the first call that needs it.
import { workerData } from 'node:worker_threads';
import { createEmbeddingService, type EmbeddingWorkerData } from '@/lib/embed/worker-handlers';
import { createIndexService } from '@/lib/index/retrieval-service';
import { serveWorker } from '@/lib/inference/serve-worker';

const { config, ...settings } = workerData as EmbeddingWorkerData;
// Only setup and ingest may fetch a model: a query never waits for the network.
const embedding = createEmbeddingService({ ...settings, config: { ...config, allowDownload: false } });
const index = createIndexService(config, embedding.encoder);

serveWorker({ ...embedding.handlers, ...index.handlers }, index.close);
