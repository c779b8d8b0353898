import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupByDocument, type FoundPassage } from '@/lib/search/group';

const passage = (id: number, documentId: string, score: number): FoundPassage => ({
  id,
  score,
  lists: [],
  key: { id, vectorId: id, documentId },
});

describe('groupByDocument', () => {
  it('puts the passages of a document together and scores it as its best', () => {
    const found = groupByDocument([passage(1, 'a', 0.9), passage(2, 'b', 0.8), passage(3, 'a', 0.4)]);
    expect(
      found.map(({ documentId, score, passages }) => [documentId, score, passages.map(({ id }) => id)]),
    ).toEqual([
      ['a', 0.9, [1, 3]],
      ['b', 0.8, [2]],
    ]);
  });

  it('keeps every passage once and every order', () => {
    const scored = fc.record({
      document: fc.constantFrom('a', 'b', 'c', 'd'),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(scored, { maxLength: 30 }), (list) => {
        const passages = list
          .map(({ document, score }, id) => passage(id, document, score))
          .sort((a, b) => b.score - a.score);
        const found = groupByDocument(passages);
        expect(new Set(found.map(({ documentId }) => documentId)).size).toBe(found.length);
        expect(found.flatMap(({ passages }) => passages).length).toBe(passages.length);
        for (const { documentId, score, passages } of found) {
          expect(passages.every(({ key }) => key.documentId === documentId)).toBe(true);
          expect(score).toBe(Math.max(...passages.map(({ score }) => score)));
          expect(passages).toEqual([...passages].sort((a, b) => b.score - a.score));
        }
        const scores = found.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
    );
  });

  it('makes nothing of nothing', () => {
    expect(groupByDocument([])).toEqual([]);
  });
});
