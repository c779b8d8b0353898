import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { RecollectError } from '@/lib/errors';
import type { Judgements } from './ranking-measures';

/** Queries with what people judged relevant to them, and the corpus to find it in. */
export interface RetrievalSet {
  /** Name of its folder. */
  name: string;
  /** Absolute path. */
  folder: string;
  /** Absolute path of `corpus.jsonl`. */
  corpusFile: string;
  /** Those with at least one relevant document, in the order of the file. */
  queries: { id: string; text: string; judgements: Judgements }[];
}

const query = z.object({ _id: z.coerce.string(), text: z.string() });

/**
 * Reads a folder in the layout of BEIR (Thakur et al. 2021): `corpus.jsonl` and `queries.jsonl` with `_id` and `text`
 * in every line, and `qrels.tsv` with a header line and then query id, document id and relevance, tab-separated.
 *
 * @throws RecollectError `file_not_found`, `evaluation_set_invalid`
 */
export async function readRetrievalSet(folder: string): Promise<RetrievalSet> {
  const absolute = path.resolve(folder);
  const file = (name: string) => {
    const found = path.join(absolute, name);
    if (!existsSync(found)) throw new RecollectError('file_not_found', { path: found });
    return found;
  };
  const corpusFile = file('corpus.jsonl');
  const judgements = await readJudgements(file('qrels.tsv'));
  const queries: RetrievalSet['queries'] = [];
  for await (const { _id: id, text } of readQueries(file('queries.jsonl'))) {
    const judged = judgements.get(id);
    if (judged && [...judged.values()].some((relevance) => relevance > 0))
      queries.push({ id, text, judgements: judged });
  }
  if (queries.length === 0) {
    const reason = 'no query of queries.jsonl has a relevant document in qrels.tsv';
    throw new RecollectError('evaluation_set_invalid', { path: absolute, reason });
  }
  return { name: path.basename(absolute), folder: absolute, corpusFile, queries };
}

async function* readQueries(file: string): AsyncGenerator<z.infer<typeof query>> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    const parsed = query.safeParse(parseJson(text));
    if (!parsed.success) throw badLine(file, line, 'it is not a JSON object with _id and text');
    yield parsed.data;
  }
}

async function readJudgements(file: string): Promise<Map<string, Map<string, number>>> {
  const judgements = new Map<string, Map<string, number>>();
  for (const [index, text] of (await readFile(file, 'utf8')).split(/\r?\n/).entries()) {
    if (index === 0 || text.trim() === '') continue;
    const [queryId, documentId, score] = text.split('\t');
    const relevance = Number(score);
    if (!queryId || !documentId || score === undefined || Number.isNaN(relevance))
      throw badLine(file, index + 1, 'it is not query id, document id and relevance with tabs between them');
    const judged = judgements.get(queryId) ?? new Map<string, number>();
    judged.set(documentId, relevance);
    judgements.set(queryId, judged);
  }
  return judgements;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

function badLine(file: string, line: number, reason: string): RecollectError {
  return new RecollectError('evaluation_set_invalid', { path: `${file} line ${line}`, reason });
}
