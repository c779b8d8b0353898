// Worker of the ingest process: owns the embedding session, nothing else.
import { workerData } from 'node:worker_threads';
import { createEmbeddingService, type EmbeddingWorkerData } from '@/lib/embed/worker-handlers';
import { serveWorker } from '@/lib/inference/serve-worker';

serveWorker(createEmbeddingService(workerData as EmbeddingWorkerData).handlers);
