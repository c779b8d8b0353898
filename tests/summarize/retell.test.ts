import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimWords } from '@/lib/summarize/claim-words';
import { findCandidates } from '@/lib/summarize/candidates';
import { analyseSentence } from '@/lib/summarize/omissible';
import { retellings } from '@/lib/summarize/retell';
import { checkSupport } from '@/lib/summarize/support';

const tell = (text: string) => retellings(analyseSentence(text));

/** What a sentence may leave out, as text. */
function omissible(text: string): string[] {
  const { words, omissible } = analyseSentence(text);
  return omissible.map(({ from, to }) => text.slice(words[from]?.start, words[to - 1]?.end));
}

describe('what may be left out', () => {
  it.each([
    ['However, the old bridge held.', 'However,'],
    ['The results, however, were clear.', ', however,'],
    ['A convolutional neural network (CNN) is fast.', '(CNN)'],
    ['Bread rises because yeast makes gas [3, 4].', '[3, 4]'],
    ['The effect was large (RR 0.65, 95% CI 0.22 to 1.92).', '(RR 0.65, 95% CI 0.22 to 1.92)'],
    ['Vienna, the capital of Austria, lies on the Danube.', ', the capital of Austria,'],
    ['The yeast makes gas in the dough; the loaf rises.', '; the loaf rises'],
    ['We propose a new method for long texts.', 'for long texts'],
    ['因此，这座桥建于唐代。', '因此，'],
  ])('%s', (text, expected) => {
    expect(omissible(text)).toContain(expected);
  });

  it.each([
    ['a bracket that says something', 'We tested it (twice).'],
    ['letters that stand for other words', 'The tall green machine (SVM) is fast.'],
    ['a bracket that is part of a word', 'The L9(34) design was used in the trial.'],
    ['half of a bracket', 'Two studies (Berg 2009; Fisch 2006) were found in the archive.'],
    ['a link between two clauses', 'The first road is safe, however, the second one needs repair.'],
    ['an addition with a negation', 'The mill, which never worked, stands on a hill.'],
    ['an addition with a hedge', 'The mill burned down in 1870, which may be a legend.'],
    ['the only clause', 'When the war ended, the mills closed.'],
    ['a clause after a participle', 'Known for its red wine, the town grew quickly.'],
    ['half of a comparison', 'The longer it stands, the colder it gets.'],
    ['part of a list', 'They grow wheat, barley, and the best hops.'],
    ['anything under a negation', 'No train, which came from Rome, was late.'],
    ['anything of a question', 'However, does it work (SVM)?'],
    ['what a participle needs', 'We study the case, finding that cats sleep.'],
    ['what a judgement needs', 'The authors consider the new drug to be dangerous.'],
    ['what stands in a bracket', 'We describe a cat (one of many from Rome).'],
    ['a preposition without its noun', 'We discuss the plan as well as by whom it was made.'],
  ])('is not %s', (_, text) => {
    expect(omissible(text)).toEqual([]);
  });
});

describe('retellings', () => {
  it('begin with the sentence itself and grow shorter', () => {
    const source =
      'However, a support vector machine (SVM) is fast on all of the many texts that we have tried.';
    expect(tell(source)).toEqual([
      source,
      'However, a support vector machine is fast on all of the many texts that we have tried.',
      'A support vector machine (SVM) is fast on all of the many texts that we have tried.',
      'A support vector machine is fast on all of the many texts that we have tried.',
    ]);
  });

  it('keep 15 words of a sentence that has as many, and all of a shorter one', () => {
    expect(tell('We propose a parser for old books.')).toEqual(['We propose a parser for old books.']);
    const long =
      'We propose a small and fast parser with one layer for old books in five scripts of the east that people wrote by hand on leaves of palm.';
    const told = tell(long);
    expect(told.length).toBeGreaterThan(2);
    for (const text of told) expect(text.split(' ').length).toBeGreaterThanOrEqual(15);
  });

  it("leave out a transcriber's marks all together", () => {
    const source =
      'So {gap} we need a new remote control with a light that old people can see and hold {laugh} in the dark of a winter night.';
    expect(tell(source)).toEqual([source, source.replaceAll(/ \{\w+\}/g, '')]);
  });

  it('end with a stop and begin with a capital, whatever went', () => {
    expect(tell('Moreover, mRNA is short-lived in the cell.')).toContain('mRNA is short-lived in the cell.');
    expect(tell('Thus, the cell divides again.')).toContain('The cell divides again.');
    expect(tell('但是，图书馆每天开门')).toContain('图书馆每天开门。');
  });

  it('are few, however much could be left out', () => {
    const brackets = Array.from({ length: 30 }, (_, at) => `word${at} [${at}]`).join(' ');
    expect(tell(`The list has ${brackets}.`).length).toBeLessThanOrEqual(48);
  });
});

/** Words that carry the truth of a sentence; a retelling has as many of them as its source. */
const NEGATIONS =
  /^(?:not|no|never|without|nor|may|might|could|if|unless|said|claimed|allegedly|only)$|n't$|[不没非未若如]/u;

/** The link 不过 is no negation. */
function negations(words: readonly string[]): string[] {
  return words.filter((word, at) => NEGATIONS.test(word) && !(word === '不' && words[at + 1] === '过'));
}

function expectFaithful(source: string): void {
  const sentence = analyseSentence(source);
  const own = claimWords(source).map(({ text }) => text);
  for (const told of retellings(sentence)) {
    expect(checkSupport(told, [source])).toMatchObject({ supported: true, cited: [0] });
    const words = claimWords(told).map(({ text }) => text);
    const content = words.at(-1) === '.' ? words.slice(0, -1) : words;
    let at = 0;
    for (const word of content) {
      at = own.indexOf(word, at) + 1;
      expect(at, `${word} of: ${told}`).toBeGreaterThan(0);
    }
    expect(negations(words), told).toEqual(negations(own));
    for (const [open, close] of ['()', '[]'])
      if (own.filter((word) => word === open).length === own.filter((word) => word === close).length)
        expect(words.filter((word) => word === open).length).toBe(
          words.filter((word) => word === close).length,
        );
  }
}

describe('every retelling passes the check, in the words of its source and their order', () => {
  it('for the sentences of the sample corpus', () => {
    const folder = path.resolve('data', 'sample');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:md|txt)$/.test(name),
    );
    const passages = files.map((name, id) => ({
      id,
      documentId: name,
      text: readFileSync(path.join(folder, name), 'utf8'),
    }));
    const sentences = findCandidates(passages);
    expect(sentences.length).toBeGreaterThan(300);
    let shortened = 0;
    for (const { text } of sentences) {
      expect(tell(text)[0]).toBeDefined();
      if (tell(text).length > 1) shortened += 1;
      expectFaithful(text);
    }
    expect(shortened).toBeGreaterThan(3);
  });

  it('for sentences put together at random from what parts clauses', () => {
    const piece = fc.constantFrom(
      ...(
        'we propose present a the an method parser bridge of for in that which who to by with using , , , ; ( ) [ ] ' +
        'CNN SVM 12 1932 3.5 % and or not never may might if unless only however therefore thus said including such ' +
        'known built was is were opened fails best first more than Rome Anna " : - it this they however, ' +
        '因此 ， 不 图书馆 建于 唐代'
      ).split(' '),
    );
    let shortened = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('However,', 'We propose a', 'The bridge', 'This paper presents the', '因此，'),
        fc.array(piece, { minLength: 4, maxLength: 40 }),
        (opening, pieces) => {
          const text = `${opening} ${pieces.join(' ')}.`;
          if (tell(text).length > 1) shortened += 1;
          expectFaithful(text);
        },
      ),
      { numRuns: 1000, seed: 3 },
    );
    expect(shortened).toBeGreaterThan(100);
  });
});
