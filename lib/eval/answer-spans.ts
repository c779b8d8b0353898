import { readFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { RecollectError } from '@/lib/errors';

/** Query id to document id to the parts of the document's text that answer. */
export type AnswerSpans = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

const row = z.object({ _id: z.coerce.string(), text: z.string() });

/**
 * Reads where in the documents of a set its questions are answered: a file with a header line and then query id,
 * document id, start and end (UTF-16 offsets into the `text` of the document's line in `corpus.jsonl`, end exclusive),
 * tab-separated; as many lines as there are spans.
 *
 * @throws RecollectError `evaluation_set_invalid`, `file_not_found`
 */
export async function readAnswerSpans(spansFile: string, corpusFile: string): Promise<AnswerSpans> {
  const texts = await textsOf(corpusFile);
  const spans = new Map<string, Map<string, string[]>>();
  const content = await readFile(spansFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new RecollectError('file_not_found', { path: spansFile });
    throw error;
  });
  for (const [index, line] of content.split(/\r?\n/).entries()) {
    if (index === 0 || line.trim() === '') continue;
    const [queryId = '', documentId = '', from = '', to = ''] = line.split('\t');
    const answer = texts.get(documentId)?.slice(Number(from), Number(to));
    if (queryId === '' || !answer || !/^\d+$/.test(from) || !/^\d+$/.test(to))
      throw new RecollectError('evaluation_set_invalid', {
        path: `${spansFile} line ${index + 1}`,
        reason:
          'it is not query id, document id, start and end of a part of that document, with tabs between them',
      });
    const byDocument = spans.get(queryId) ?? new Map<string, string[]>();
    byDocument.set(documentId, [...(byDocument.get(documentId) ?? []), answer]);
    spans.set(queryId, byDocument);
  }
  return spans;
}

async function textsOf(corpusFile: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const line of createInterface({ input: createReadStream(corpusFile), crlfDelay: Infinity })) {
    const parsed = line.trim() === '' ? undefined : row.safeParse(JSON.parse(line));
    // What the ingest could not read either is told by the ingest.
    if (parsed?.success) texts.set(parsed.data._id, parsed.data.text);
  }
  return texts;
}
