import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stem } from '@/lib/eval/porter-stemmer';
import { rouge, rougeBest, rougeWords } from '@/lib/eval/rouge';

describe('Porter stemming', () => {
  // Examples printed in Porter's paper, step by step.
  it.each([
    ['caresses', 'caress'],
    ['ponies', 'poni'],
    ['ties', 'ti'],
    ['cats', 'cat'],
    ['feed', 'feed'],
    ['agreed', 'agre'],
    ['plastered', 'plaster'],
    ['bled', 'bled'],
    ['motoring', 'motor'],
    ['sing', 'sing'],
    ['conflated', 'conflat'],
    ['troubled', 'troubl'],
    ['sized', 'size'],
    ['hopping', 'hop'],
    ['falling', 'fall'],
    ['hissing', 'hiss'],
    ['failing', 'fail'],
    ['filing', 'file'],
    ['happy', 'happi'],
    ['sky', 'sky'],
    ['relational', 'relat'],
    ['conditional', 'condit'],
    ['rational', 'ration'],
    ['digitizer', 'digit'],
    ['vietnamization', 'vietnam'],
    ['operator', 'oper'],
    ['hopefulness', 'hope'],
    ['triplicate', 'triplic'],
    ['formative', 'form'],
    ['electrical', 'electr'],
    ['goodness', 'good'],
    ['revival', 'reviv'],
    ['replacement', 'replac'],
    ['adoption', 'adopt'],
    ['effective', 'effect'],
    ['probate', 'probat'],
    ['rate', 'rate'],
    ['cease', 'ceas'],
    ['controll', 'control'],
    ['roll', 'roll'],
  ])('%s becomes %s', (word, expected) => {
    expect(stem(word)).toBe(expected);
  });
});

describe('ROUGE', () => {
  it('counts by hand: five of six words, three of five bigrams, a subsequence of five', () => {
    // the cat sat on the mat | the cat lay on the mat
    const scores = rouge('The cat sat on the mat.', 'The cat lay on the mat.');
    expect(scores.rouge1).toBeCloseTo(5 / 6, 10);
    expect(scores.rouge2).toBeCloseTo(3 / 5, 10);
    expect(scores.rougeL).toBeCloseTo(5 / 6, 10);
  });

  it('clips a word that is repeated more often than the reference has it', () => {
    // precision 2/4, recall 2/2
    expect(rouge('the the the the', 'the the').rouge1).toBeCloseTo((2 * 0.5 * 1) / 1.5, 10);
  });

  it('respects order in ROUGE-L but not in ROUGE-1', () => {
    const scores = rouge('mat the on', 'on the mat');
    expect(scores.rouge1).toBe(1);
    expect(scores.rouge2).toBe(0);
    expect(scores.rougeL).toBeCloseTo(1 / 3, 10);
  });

  it('stems long words and leaves short ones', () => {
    expect(rougeWords('Running dogs was has')).toEqual(['run', 'dog', 'was', 'has']);
    expect(rouge('training models', 'trained model').rouge2).toBe(1);
  });

  it('counts Chinese by characters, and full-width digits as digits', () => {
    expect(rougeWords('语言模型２型')).toEqual(['语', '言', '模', '型', '2', '型']);
    expect(rouge('语言模型', '语言').rouge1).toBeCloseTo((2 * 0.5 * 1) / 1.5, 10);
  });

  it('is 0 for an empty text and takes the best reference of each measure', () => {
    expect(rouge('', 'something')).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
    expect(rougeBest('a b c', ['x', 'a b c']).rouge2).toBe(1);
  });

  it('is 1 with itself, symmetric, and between 0 and 1', () => {
    const words = fc.array(fc.constantFrom('red', 'green', 'blue', 'walks', 'sees'), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const there = rouge(a.join(' '), b.join(' '));
        const back = rouge(b.join(' '), a.join(' '));
        expect(rouge(a.join(' '), a.join(' ')).rougeL).toBeCloseTo(1, 10);
        for (const key of ['rouge1', 'rouge2', 'rougeL'] as const) {
          expect(there[key]).toBeCloseTo(back[key], 10);
          expect(there[key]).toBeGreaterThanOrEqual(0);
          expect(there[key]).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });
});
