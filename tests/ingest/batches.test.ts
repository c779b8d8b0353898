import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchesOf } from '@/lib/ingest/batches';
import type { PreparedDocument, WorkBatch } from '@/lib/ingest/work';

const SIZE = 4;

/** A document whose passages are the given texts, of which some were committed before. */
function prepared(uri: string, texts: readonly string[], done = 0): PreparedDocument {
  return {
    found: { uri, source: null, mediaType: 'text/plain', sha256: uri, size: 1 },
    metadata: { title: '', collection: 'c', language: 'en', mediaType: 'text/plain', date: null, tags: [] },
    drafts: texts.map((text, ordinal) => ({ ordinal, text, start: 0, end: 1, headingPath: [], page: null })),
    settings: 's',
    isNew: true,
    versionId: 1,
    done,
  };
}

async function batches(documents: readonly PreparedDocument[], known: readonly string[] = []) {
  async function* source() {
    yield* documents;
  }
  const made: WorkBatch[] = [];
  const shas = new Map<string, string>();
  const options = {
    size: SIZE,
    known: (asked: readonly string[]) => new Set(asked.filter((sha) => known.includes(shas.get(sha) ?? ''))),
  };
  // A first pass learns which hash is which text.
  for await (const batch of batchesOf(source(), { size: SIZE, known: () => new Set() }))
    for (const { passages } of batch)
      for (const { draft, inputSha } of passages) shas.set(inputSha, draft.text);
  for await (const batch of batchesOf(source(), options)) made.push(batch);
  return made;
}

const texts = (batch: WorkBatch) => batch.flatMap(({ passages }) => passages.map(({ draft }) => draft.text));

describe('batchesOf', () => {
  it('gives every passage once and in order, and marks the last part of each document', async () => {
    const arbitrary = fc.array(
      fc.record({
        texts: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1, maxLength: 30 }),
        done: fc.nat(29),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.subarray(['a', 'b', 'c']), async (list, known) => {
        const documents = list.map(({ texts, done }, index) =>
          prepared(`${index}`, texts, Math.min(done, texts.length - 1)),
        );
        const parts = (await batches(documents, known)).flat();
        for (const document of documents) {
          const own = parts.filter((part) => part.document === document);
          const ordinals = own.flatMap(({ passages }) => passages.map(({ draft }) => draft.ordinal));
          expect(ordinals).toEqual(document.drafts.slice(document.done).map(({ ordinal }) => ordinal));
          expect(own.map(({ last }) => last)).toEqual(own.map((_, index) => index === own.length - 1));
        }
        const order = parts.map(({ document }) => documents.indexOf(document));
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });

  it('fills a batch with different texts to embed, across documents', async () => {
    const made = await batches([
      prepared('1', ['a', 'b']),
      prepared('2', ['a', 'c', 'd', 'e']),
      prepared('3', ['f']),
    ]);
    expect(made.map(texts)).toEqual([
      ['a', 'b', 'a', 'c', 'd'],
      ['e', 'f'],
    ]);
  });

  it('does not count what has its vector already, but ends such a batch too', async () => {
    const known = prepared(
      '1',
      Array.from({ length: SIZE * 8 + 1 }, () => 'a'),
    );
    const made = await batches([known, prepared('2', ['b'])], ['a']);
    expect(made.map((batch) => texts(batch).length)).toEqual([SIZE * 8, 2]);
  });
});
