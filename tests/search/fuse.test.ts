import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COUNTED_DEPTH,
  fuseByRank,
  fuseByScore,
  lowestScore,
  type FusedPassage,
  type RankedList,
  type RankedPassage,
} from '@/lib/search/fuse';

const byScore = (a: RankedPassage, b: RankedPassage) => b.score - a.score || a.id - b.id;

/** A list as search makes it: best first, ties by id; few different scores, so that equal ones are common. */
function passages(scores: fc.Arbitrary<number>): fc.Arbitrary<RankedPassage[]> {
  const passage = fc.record({ id: fc.integer({ min: 1, max: 60 }), score: scores });
  return fc
    .uniqueArray(passage, { selector: ({ id }) => id, maxLength: 40 })
    .map((list) => list.sort(byScore));
}

const cosine = fc.oneof(fc.constantFrom(-0.2, 0, 0.31, 0.5), fc.double({ min: -1, max: 1, noNaN: true }));
const bm25 = fc.oneof(fc.constantFrom(0.000001, 2, 7.5), fc.double({ min: 1e-9, max: 40, noNaN: true }));

const twoLists = fc
  .record({
    near: passages(cosine),
    found: passages(bm25),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ near, found, weight }): [RankedList, RankedList] => [
    { list: 'semantic', weight, passages: near, floor: lowestScore(near) },
    { list: 'lexical', weight: 1 - weight, passages: found, floor: 0 },
  ]);

describe.each([
  ['fuseByScore', fuseByScore],
  ['fuseByRank', (lists: readonly RankedList[]) => fuseByRank(lists)],
])('%s', (_name, fuse) => {
  it('gives the same whatever the order of the lists', () => {
    fc.assert(
      fc.property(twoLists, ([near, found]) => {
        expect(fuse([near, found])).toEqual(fuse([found, near]));
      }),
    );
  });

  it('has every passage of either list once, best first', () => {
    fc.assert(
      fc.property(twoLists, (lists) => {
        const fused = fuse(lists);
        const ids = new Set(lists.flatMap((list) => list.passages.map(({ id }) => id)));
        expect(fused.map(({ id }) => id).sort()).toEqual([...ids].sort());
        for (const [index, { score }] of fused.entries())
          expect(score).toBeLessThanOrEqual(fused[index - 1]?.score ?? Infinity);
      }),
    );
  });

  it('says of every score what it is made of, to the last bit', () => {
    fc.assert(
      fc.property(twoLists, (lists) => {
        for (const { id, score, lists: evidence } of fuse(lists)) {
          expect(evidence.map(({ list }) => list)).toEqual(['semantic', 'lexical']);
          let sum = 0;
          for (const part of evidence) {
            const list = lists.find(({ list }) => list === part.list);
            const at = list?.passages.findIndex((passage) => passage.id === id) ?? -1;
            expect(part.rank).toBe(at < 0 ? null : at + 1);
            expect(part.raw).toBe(at < 0 ? null : list?.passages[at]?.score);
            expect(part.weight).toBe(list?.weight);
            expect(part.normalised).toBeGreaterThanOrEqual(0);
            expect(part.normalised).toBeLessThanOrEqual(1);
            expect(part.contribution).toBe(part.weight * part.normalised);
            sum += part.contribution;
          }
          expect(score).toBe(sum);
        }
      }),
    );
  });

  it('never puts a passage lower for a better score in one list', () => {
    const place = (fused: readonly FusedPassage[], id: number) => fused.findIndex((one) => one.id === id);
    fc.assert(
      fc.property(twoLists, fc.nat(), fc.nat(), ([near, found], which, where) => {
        fc.pre(found.passages.length > 1);
        const before = fuse([near, found]);
        const { id } = found.passages[which % found.passages.length] ?? { id: 0 };
        const better = found.passages[where % found.passages.length]?.score ?? 0;
        const raised = found.passages
          .map((one) => (one.id === id ? { id, score: Math.max(one.score, better) } : one))
          .sort(byScore);
        const after = fuse([near, { ...found, passages: raised }]);
        expect(place(after, id)).toBeLessThanOrEqual(place(before, id));
      }),
    );
  });

  it('fuses nothing to nothing', () => {
    expect(fuse([])).toEqual([]);
    const empty: RankedList = { list: 'semantic', weight: 1, passages: [], floor: lowestScore([]) };
    expect(fuse([empty])).toEqual([]);
    expect(fuse([empty, { ...empty, list: 'lexical' }])).toEqual([]);
  });

  it('leaves one list in its order', () => {
    fc.assert(
      fc.property(passages(cosine), (near) => {
        const fused = fuse([{ list: 'semantic', weight: 1, passages: near, floor: lowestScore(near) }]);
        expect(fused.map(({ id }) => id)).toEqual(near.map(({ id }) => id));
      }),
    );
  });
});

describe('fuseByScore', () => {
  it('gives the best of a list its whole weight and one at the floor nothing', () => {
    const near = [0.8, 0.5, 0.2].map((score, index) => ({ id: index + 1, score }));
    const fused = fuseByScore([{ list: 'semantic', weight: 0.6, passages: near, floor: 0.2 }]);
    expect(fused.map(({ score }) => score)).toEqual([0.6, expect.closeTo(0.3, 12), 0]);
  });

  it('gives equal scores the same, and 1 when all are equal', () => {
    const near = [4, 8, 9].map((id) => ({ id, score: 0.4 }));
    const fused = fuseByScore([{ list: 'semantic', weight: 1, passages: near, floor: lowestScore(near) }]);
    expect(fused.map(({ id, score }) => [id, score])).toEqual([
      [4, 1],
      [8, 1],
      [9, 1],
    ]);
  });

  it('goes on where a shallower fetch ended', () => {
    const deepest = COUNTED_DEPTH.lexical + 80;
    const deep = (step: number): RankedPassage[] =>
      Array.from({ length: deepest }, (_, index) => ({
        id: 1 + ((index * step) % 997),
        score: 40 / (1 + index),
      }));
    const fetched = (depths: Readonly<Record<RankedList['list'], number>>) =>
      fuseByScore([
        {
          list: 'semantic',
          weight: 0.5,
          passages: deep(7).slice(0, depths.semantic),
          floor: lowestScore(deep(7)),
        },
        { list: 'lexical', weight: 0.5, passages: deep(11).slice(0, depths.lexical), floor: 0 },
      ]).map(({ id, score }) => [id, score]);
    const shallow = fetched(COUNTED_DEPTH);
    const deeper = fetched({ semantic: deepest, lexical: deepest });
    expect(deeper.length).toBeGreaterThan(shallow.length);
    // Only passages that no list counts join, behind all others with anything to show.
    const counted = shallow.filter(([, score]) => (score ?? 0) > 0);
    expect(counted.length).toBeGreaterThan(shallow.length - 3);
    expect(deeper.slice(0, counted.length)).toEqual(counted);
  });
});
