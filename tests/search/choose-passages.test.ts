import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostTellingFirst, passagesToShow } from '@/lib/search/choose-passages';
import { groupByDocument, type FoundPassage } from '@/lib/search/group';

/** A passage of one document whose score is made of words, and of what passages like it score. */
function passage(id: number, words: number, neighbours: number): FoundPassage {
  const list = { rank: null, raw: null };
  const lists: FoundPassage['lists'] = [
    { ...list, list: 'lexical', normalised: words, weight: 0.7, contribution: 0.7 * words },
    { ...list, list: 'neighbours', normalised: neighbours, weight: 0.3, contribution: 0.3 * neighbours },
  ];
  const score = 0.7 * words + 0.3 * neighbours;
  return { id, score, lists, key: { id, vectorId: id, documentId: 'a' } };
}

function shownOf(passages: readonly FoundPassage[]): FoundPassage[] {
  const [document] = groupByDocument([...passages].sort((a, b) => b.score - a.score));
  return document ? passagesToShow(document) : [];
}

describe('the passages of a document that are shown', () => {
  it('are the one that ranks it and those that are most about the query themselves', () => {
    const given = [passage(1, 0.8, 0.9), passage(2, 0.75, 0.95), passage(3, 0.78, 0.8), passage(4, 0.9, 0.3)];
    expect(shownOf(given).map(({ id }) => id)).toEqual([1, 4, 3]);
  });

  it('are three at most, each once, with the best score among them, and none far behind it', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 12 }), (pairs) => {
        const given = pairs.map(([words, neighbours], id) => passage(id, words, neighbours));
        const shown = shownOf(given);
        const best = Math.max(...given.map(({ score }) => score));
        expect(shown.length).toBeLessThanOrEqual(3);
        expect(new Set(shown).size).toBe(shown.length);
        expect(Math.max(...shown.map(({ score }) => score))).toBe(best);
        for (const { score } of shown) expect(score).toBeGreaterThanOrEqual(best * 0.5);
      }),
    );
  });

  it('begin with the one that has the words, where the lists find them about equal', () => {
    const shown = [passage(1, 0.9, 0.9), passage(2, 0.8, 0.5)].map((one) => ({ passage: one }));
    const order = (coverage: Record<number, number>) =>
      mostTellingFirst(shown, ({ passage: { id } }) => coverage[id] ?? 0).map((one) => one.passage.id);
    expect(order({ 1: 0.7, 2: 1 })).toEqual([2, 1]);
    expect(order({ 1: 1, 2: 1 })).toEqual([1, 2]);
    expect(order({ 1: 0.95, 2: 1 })).toEqual([1, 2]);
  });
});
