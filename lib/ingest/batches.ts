import { createHash } from 'node:crypto';
import { embeddingInput } from '@/lib/chunk/embedding-input';
import type { PreparedDocument, WorkBatch, WorkPassage } from './work';

export interface BatchOptions {
  /** Passages to embed in a batch. */
  size: number;
  /** Which of these inputs need no embedding. */
  known(shas: readonly string[]): ReadonlySet<string>;
}

/** A batch that needs hardly any embedding still ends after this many times its size, to be committed. */
const MOST_PASSAGES = 8;

/**
 * Collects passages across documents into batches, so that the encoder gets full ones whether documents are long or
 * short. Passages stay in order; only a long document is spread over several batches.
 */
export async function* batchesOf(
  documents: AsyncIterable<PreparedDocument>,
  { size, known }: BatchOptions,
): AsyncGenerator<WorkBatch> {
  let batch: WorkBatch = [];
  let toEmbed = new Set<string>();
  let passages = 0;
  for await (const document of documents) {
    const work = document.drafts.slice(document.done).map((draft) => toWork(document, draft));
    const have = known(work.map(({ inputSha }) => inputSha));
    let part: WorkPassage[] = [];
    for (const [index, passage] of work.entries()) {
      part.push(passage);
      passages += 1;
      if (!have.has(passage.inputSha)) toEmbed.add(passage.inputSha);
      if (toEmbed.size < size && passages < size * MOST_PASSAGES) continue;
      batch.push({ document, passages: part, last: index === work.length - 1 });
      yield batch;
      batch = [];
      part = [];
      toEmbed = new Set();
      passages = 0;
    }
    if (part.length > 0) batch.push({ document, passages: part, last: true });
  }
  if (batch.length > 0) yield batch;
}

function toWork({ metadata }: PreparedDocument, draft: PreparedDocument['drafts'][number]): WorkPassage {
  const input = embeddingInput(metadata.title, draft.headingPath, draft.text);
  return { draft, input, inputSha: createHash('sha256').update(input).digest('hex') };
}
