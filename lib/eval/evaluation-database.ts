import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Config } from '@/lib/config';
import { ingest } from '@/lib/ingest/ingest';
import { settingsFingerprint } from '@/lib/ingest/settings';
import type { IngestEvent } from '@/lib/ingest/types';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';
import { modelKey } from '@/lib/models/identity';
import type { RetrievalSet } from './retrieval-set';

/** What ingesting a set took, when it was done. */
const ingestCost = z.object({
  /** Passages that were embedded. */
  passages: z.number(),
  /** Of the whole ingest: reading, cutting, embedding, committing. */
  seconds: z.number(),
});
export type IngestCost = z.infer<typeof ingestCost>;

/** A set's corpus in a database of its own. */
export interface EvaluationDatabase {
  /** Points to it; models are those of the given configuration. */
  config: Config;
  cost: IngestCost;
  /** Whether an earlier evaluation had embedded it. */
  cached: boolean;
  /** Rows that could not be read. */
  failed: { uri: string; message: string }[];
  /** Of the database with texts, full text and vectors. */
  bytes: number;
}

/** URIs of its documents begin with this; the rest is the id. */
export const URI_PREFIX = 'corpus.jsonl#';

/**
 * Ingests a set's corpus as users ingest theirs. Embedding takes minutes, so the database is kept under
 * `<data>/eval/<name>-<hash>`; the hash changes with the corpus, the model, and everything that shapes passages.
 *
 * @param onEvent hears what the ingest tells
 * @throws RecollectError as ingest; `aborted` when the signal ended it before all was embedded
 */
export async function evaluationDatabase(
  config: Config,
  set: RetrievalSet,
  { onEvent, signal }: { onEvent?: (event: IngestEvent) => void; signal: AbortSignal },
): Promise<EvaluationDatabase> {
  const { identity } = await ensureEmbeddingModel({ config });
  const settings = settingsFingerprint({ modelKey: modelKey(identity), fields: {} });
  const hash = createHash('sha256').update(settings);
  await pipeline(createReadStream(set.corpusFile), hash, { end: false });
  const folder = path.join(config.dataDir, 'eval', `${set.name}-${hash.digest('hex').slice(0, 12)}`);
  const own: Config = {
    ...config,
    dataDir: folder,
    databaseFile: path.join(folder, 'recollect.db'),
    indexDir: path.join(folder, 'index'),
  };
  const failed: EvaluationDatabase['failed'] = [];
  let now: IngestCost = { passages: 0, seconds: 0 };
  const emit = (event: IngestEvent) => {
    if (event.type === 'failed') failed.push({ uri: event.uri, message: event.message });
    if (event.type === 'end') now = { passages: event.embedded, seconds: event.tookMs / 1000 };
    onEvent?.(event);
  };
  await ingest(
    {
      targets: [set.corpusFile],
      root: set.folder,
      stdin: null,
      fields: {},
      metadata: { tags: [] },
      prune: false,
      reembed: false,
      dryRun: false,
      maxBytes: Infinity,
      batchSize: BATCH_SIZE,
      parseSeconds: PARSE_SECONDS,
    },
    { config: own, emit, signal },
  );
  signal.throwIfAborted();
  const cost = addCost(path.join(folder, 'ingest-cost.json'), now);
  const { size: bytes } = statSync(own.databaseFile);
  return { config: own, cost, cached: now.passages === 0, failed, bytes };
}

const BATCH_SIZE = 64;
const PARSE_SECONDS = 60;

/** An ingest may have been interrupted; only what embedded something counts. */
function addCost(file: string, { passages, seconds }: IngestCost): IngestCost {
  const before = existsSync(file) ? ingestCost.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  if (before && passages === 0) return before;
  const cost = { passages: (before?.passages ?? 0) + passages, seconds: (before?.seconds ?? 0) + seconds };
  writeFileSync(file, JSON.stringify(cost));
  return cost;
}
