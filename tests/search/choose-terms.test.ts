import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseTerms, partTerms, timesCounted } from '@/lib/search/choose-terms';
import type { SearchTerm } from '@/lib/search/query';

const term = (text: string, { stop = false, prefix = false, count = 1 } = {}): SearchTerm => {
  const words = text.split(' ');
  return { words, stems: words, stop, prefix, count };
};
const lexicon = (counts: Readonly<Record<string, number>>) => ({
  frequency: (stem: string, prefix = false) => counts[prefix ? `${stem}*` : stem] ?? 0,
  passages: () => 10_000,
});
const chosen = (...parameters: Parameters<typeof chooseTerms>) =>
  chooseTerms(...parameters).map(({ words }) => words.join(' '));
const PLENTY = { terms: 24, postings: 1_000_000 };

describe('chooseTerms', () => {
  const counts = { memory: 500, whale: 3, sleep: 40, the: 9_000, how: 2_000, whom: 2 };

  it('takes the rarest first', () => {
    const terms = ['memory', 'sleep', 'whale'].map((word) => term(word));
    expect(chosen(terms, lexicon(counts), PLENTY)).toEqual(['whale', 'sleep', 'memory']);
    expect(chosen(terms, lexicon(counts), { ...PLENTY, terms: 2 })).toEqual(['whale', 'sleep']);
  });

  it('stops where reading would take too long, but not before two words', () => {
    const terms = ['memory', 'sleep', 'whale'].map((word) => term(word));
    expect(chosen(terms, lexicon(counts), { ...PLENTY, postings: 100 })).toEqual(['whale', 'sleep']);
    expect(chosen(terms, lexicon(counts), { ...PLENTY, postings: 1 })).toEqual(['whale', 'sleep']);
  });

  it('reckons that a word which counts often is read often', () => {
    const terms = [term('whale'), term('sleep'), term('memory', { count: 2 })];
    expect(chosen(terms, lexicon(counts), { ...PLENTY, postings: 600 })).toEqual(['whale', 'sleep']);
    expect(timesCounted(term('memory', { count: 2 }))).toBe(2);
    expect(timesCounted(term('memory', { count: 200 }))).toBe(6);
  });

  it('leaves out words that no passage has', () => {
    expect(chosen([term('whale'), term('unheard')], lexicon(counts), PLENTY)).toEqual(['whale']);
    expect(chosen([term('unheard')], lexicon(counts), PLENTY)).toEqual([]);
  });

  it('takes words that only ask when there are no others', () => {
    const asking = [term('how', { stop: true }), term('the', { stop: true })];
    expect(chosen([...asking, term('whale')], lexicon(counts), PLENTY)).toEqual(['whale']);
    expect(chosen(asking, lexicon(counts), PLENTY)).toEqual(['how', 'the']);
  });

  it('takes words that only ask after all others, and only where few passages have them', () => {
    const terms = [term('whom', { stop: true }), term('the', { stop: true }), term('memory')];
    expect(chosen(terms, lexicon(counts), PLENTY)).toEqual(['memory', 'whom']);
    expect(chosen([...terms, term('sleep')], lexicon(counts), { ...PLENTY, terms: 2 })).toEqual([
      'sleep',
      'memory',
    ]);
  });

  it('adds the phrases whose words it took, with the frequency of their rarest word', () => {
    const terms = [term('whale'), term('memory'), term('whale memory'), term('deep sea')];
    const [, , phrase, ...others] = chooseTerms(terms, lexicon(counts), PLENTY);
    expect(phrase).toMatchObject({ words: ['whale', 'memory'], frequency: 3 });
    expect(others).toEqual([]);
  });

  it('counts the words that begin with a prefix', () => {
    const [only] = chooseTerms([term('书', { prefix: true })], lexicon({ 书: 0, '书*': 12 }), PLENTY);
    expect(only).toMatchObject({ words: ['书'], frequency: 12 });
  });

  it('chooses the same whatever the order of the question, within the budget', () => {
    const frequencies = fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(frequencies, fc.integer({ min: 2, max: 30 }), fc.nat(20_000), (found, most, postings) => {
        const counts = Object.fromEntries(found.map((count) => [`w${count}`, count]));
        const terms = found.map((count) => term(`w${count}`));
        const first = chooseTerms(terms, lexicon(counts), { terms: most, postings });
        expect(chooseTerms([...terms].reverse(), lexicon(counts), { terms: most, postings })).toEqual(first);
        expect(first.length).toBeGreaterThanOrEqual(2);
        expect(first.length).toBeLessThanOrEqual(most);
        const read = first.reduce((sum, { frequency }) => sum + frequency, 0);
        expect(first.length === 2 || read <= postings).toBe(true);
      }),
    );
  });
});

describe('partTerms', () => {
  const weighed = (text: string, frequency: number) => ({ ...term(text), frequency });
  const names = (terms: readonly SearchTerm[]) => terms.map(({ words }) => words.join(' '));

  it('finds by the rarest words; the others, and phrases, only count', () => {
    const terms = [
      weighed('whale', 3),
      weighed('sleep', 40),
      weighed('memory', 500),
      weighed('whale sleep', 3),
    ];
    const { leading, counted } = partTerms(terms, 100);
    expect(names(leading)).toEqual(['whale', 'sleep']);
    expect(names(counted)).toEqual(['memory', 'whale sleep']);
  });

  it('lets two words lead however frequent they are', () => {
    const { leading, counted } = partTerms(
      [weighed('sea', 900), weighed('see', 950), weighed('say', 990)],
      1,
    );
    expect(names(leading)).toEqual(['sea', 'see']);
    expect(names(counted)).toEqual(['say']);
  });
});
