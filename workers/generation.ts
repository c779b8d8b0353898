// Worker that owns GPT-2 with its key/value cache, nothing else.
import { workerData } from 'node:worker_threads';
import { createGenerationHandlers, type GenerationWorkerData } from '@/lib/generate/generation-service';
import { serveWorker } from '@/lib/inference/serve-worker';

serveWorker(createGenerationHandlers(workerData as GenerationWorkerData));
