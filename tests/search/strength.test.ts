import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, LIKELY, STRONG, weighWords, type StrengthEvidence } from '@/lib/search/strength';
import type { SearchTerm } from '@/lib/search/query';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const evidence: fc.Arbitrary<StrengthEvidence> = fc.record({
  cosine: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
  coverage: share,
  depth: share,
  rank: fc.option(fc.integer({ min: 1, max: 1000 })),
});

describe('the strength of a hit', () => {
  it('is a probability, and its label goes by it', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const { relevance, strength } = judge(given);
        expect(relevance).toBeGreaterThan(0);
        expect(relevance).toBeLessThan(1);
        expect(strength).toBe(relevance >= STRONG ? 'strong' : relevance >= LIKELY ? 'likely' : 'weak');
      }),
    );
  });

  it('never falls when more speaks for the hit', () => {
    const more = fc.record({ cosine: share, coverage: share, depth: share });
    fc.assert(
      fc.property(evidence, more, (given, added) => {
        const better = {
          cosine: given.cosine === null ? null : Math.min(1, given.cosine + added.cosine),
          coverage: Math.min(1, given.coverage + added.coverage),
          depth: Math.min(1, given.depth + added.depth),
          rank: given.rank === null ? null : 1,
        };
        expect(judge(better).relevance).toBeGreaterThanOrEqual(judge(given).relevance);
      }),
    );
  });
});

describe('the evidence of words', () => {
  const frequencies = new Map([
    ['whale', 3],
    ['song', 40],
  ]);
  const lexicon = { passages: () => 1000, frequency: (stem: string) => frequencies.get(stem) ?? 0 };
  const term = (stem: string): SearchTerm => ({
    words: [stem],
    stems: [stem],
    prefix: false,
    stop: false,
    count: 1,
  });
  const [whale, song] = [term('whale'), term('song')];

  it('weighs a word by how few passages have it', () => {
    const both = weighWords([whale, song], lexicon)(new Set([whale, song]));
    const rare = weighWords([whale, song], lexicon)(new Set([whale]));
    const common = weighWords([whale, song], lexicon)(new Set([song]));
    expect(both.coverage).toBe(1);
    expect(rare.coverage).toBeGreaterThan(common.coverage);
    expect(rare.depth + common.depth).toBeCloseTo(both.depth);
  });

  it('is nothing without words', () => {
    expect(weighWords([], lexicon)(new Set())).toEqual({ coverage: 0, depth: 0 });
    expect(weighWords([whale], { ...lexicon, passages: () => 0 })(new Set())).toEqual({
      coverage: 0,
      depth: 0,
    });
  });
});
