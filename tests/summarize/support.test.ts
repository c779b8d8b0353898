import { describe, expect, it } from 'vitest';
import { checkSupport } from '@/lib/summarize/support';

const supported = (written: string, ...sources: string[]) => checkSupport(written, sources).supported;

describe('a sentence is supported when a source says it', () => {
  it.each([
    ['word for word', 'The bridge opened in 1932.', 'The bridge opened in 1932.'],
    ['without its full stop', 'The bridge opened in 1932', 'The bridge opened in 1932.'],
    ['without the link to what came before', 'The old bridge held.', 'However, the old bridge held.'],
    [
      'without a reference',
      'Yeast eats sugar and gives off gas.',
      'Yeast eats sugar and gives off gas [12].',
    ],
    [
      'without an abbreviation of the words before it',
      'A support vector machine is fast on all of the texts that we have.',
      'A support vector machine (SVM) is fast on all of the texts that we have.',
    ],
    [
      'without an addition between commas',
      'The Danube runs through ten countries before the delta at the Black Sea.',
      'The Danube, born in Germany, runs through ten countries before the delta at the Black Sea.',
    ],
    [
      'without an addition at the end',
      'The library opened a second branch in 1964.',
      'The library opened a second branch in 1964, which the town paid for.',
    ],
    [
      'without what narrows a thing only presented',
      'We present a parser for old manuscripts.',
      'We present a parser for old manuscripts that reads five scripts.',
    ],
    ['in Chinese', '图书馆每天早上九点开门。', '图书馆每天早上九点开门。'],
    ['in Chinese, without a link', '酵母吃糖产生气体。', '因此，酵母吃糖产生气体。'],
    ['with other quotation marks', 'The word ‘tide’ is old.', 'The word “tide” is old.'],
  ])('%s', (_, written, source) => {
    expect(checkSupport(written, [source])).toMatchObject({ supported: true, cited: [0], unknownNames: [] });
  });

  it('and it cites every source that does, none else', () => {
    const sources = ['Tides follow the moon.', 'Bread rises.', 'Moreover, tides follow the moon.'];
    expect(checkSupport('Tides follow the moon.', sources).cited).toEqual([0, 2]);
  });
});

describe('a sentence is refused', () => {
  const refused: [string, string, string][] = [
    ['a dropped "not"', 'The drug is safe.', 'The drug is not safe.'],
    ["a dropped n't", 'The bridge does hold.', "The bridge doesn't hold."],
    ['a dropped "never"', 'Glass conducts electricity.', 'Glass never conducts electricity.'],
    ['an added "not"', 'The drug is not safe.', 'The drug is safe.'],
    ['a hedge left out', 'Coffee prevents gout.', 'Coffee may prevent gout.'],
    ['a hedge before it', 'The village was founded in 900.', 'The village was possibly founded in 900.'],
    ['an attribution left out', 'The earth is flat.', 'Some claim that the earth is flat.'],
    [
      'an attribution after a comma left out',
      'The mayor took money from a builder.',
      'The mayor took money from a builder, the paper claimed.',
    ],
    [
      'a condition left out',
      'Swimmers may enter the water.',
      'Swimmers may enter the water, if a guard is there.',
    ],
    ['a condition before it', 'The alarm rings at night.', 'Unless it is off, the alarm rings at night.'],
    ['a quantifier left out', 'Birds migrate.', 'Some birds migrate.'],
    ['a quantifier changed', 'All birds migrate.', 'Most birds migrate.'],
    ['"only" left out', 'The door opens from inside.', 'The door opens only from inside.'],
    [
      'an exception left out',
      'All rooms are heated in winter.',
      'All rooms are heated in winter, except the attic.',
    ],
    ['another number', 'It costs 30 euros.', 'It costs 13 euros.'],
    ['a number without its point', 'It weighs 15 kg.', 'It weighs 1.5 kg.'],
    ['a number without its sign', 'It was 5 degrees.', 'It was -5 degrees.'],
    ['a number without its unit', 'It grew by 5.', 'It grew by 5%.'],
    [
      'numbers that changed places',
      'The north tower has 80 steps and the south tower 60.',
      'The north tower has 60 steps and the south tower 80.',
    ],
    ['another name', 'Anna Berg built the mill.', 'Anna Bern built the mill.'],
    ['a name for a common word', 'It happened in the us.', 'It happened in the US.'],
    ['who did it to whom', 'The cat chased the dog.', 'The dog chased the cat.'],
    ['cause and effect exchanged', 'Rain follows the wind.', 'The wind follows rain.'],
    ['another tense', 'The mill closes.', 'The mill closed.'],
    ['a comparison cut short', 'Copper is a better conductor.', 'Copper is a better conductor than iron.'],
    ['a superlative cut short', 'We present the first parser.', 'We present the first parser for Gothic.'],
    ['a question told as a fact', 'The moon causes tides.', 'The moon causes tides?'],
    ['part of a quotation', 'The sky is green.', 'He wrote: “The sky is green.”'],
    ['a word of its own', 'The old bridge opened in 1932.', 'The bridge opened in 1932.'],
    ['nothing', '', 'The bridge opened in 1932.'],
    ['a full stop', '.', 'The bridge opened in 1932.'],
    ['Chinese: a dropped 不', '这种药安全。', '这种药不安全。'],
    ['Chinese: a hedge left out', '这座桥建于唐代。', '这座桥可能建于唐代。'],
    ['Chinese: another number', '长城全长三万多公里。', '长城全长两万多公里。'],
    ['Chinese: a condition left out', '门会自动打开。', '如果停电，门会自动打开。'],
  ];
  it.each(refused)('%s', (_, written, source) => {
    const verdict = checkSupport(written, [source]);
    expect(verdict.supported).toBe(false);
    expect(verdict.cited).toEqual([]);
  });

  it('when it is put together from sentences that disagree', () => {
    const sources = ['The bridge opened in 1931.', 'The bridge opened in 1932 after a dispute.'];
    expect(supported('The bridge opened in 1931 after a dispute.', ...sources)).toBe(false);
    expect(supported('The bridge opened in 1931 and in 1932 after a dispute.', ...sources)).toBe(false);
    expect(
      supported('The bridge opened in 1931; the bridge opened in 1932 after a dispute.', ...sources),
    ).toBe(false);
  });

  it('when "and" would bring a second sentence under the condition of the first', () => {
    expect(supported('If it rains we stay and dogs bark.', 'If it rains we stay.', 'Dogs bark.')).toBe(false);
  });

  it('when no source is given', () => {
    expect(supported('The bridge opened in 1932.')).toBe(false);
  });

  it('and the numbers and names that no source holds are named', () => {
    const verdict = checkSupport('The Eiffel bridge opened in 1999.', ['The bridge opened in 1932.']);
    expect(verdict).toMatchObject({ supported: false, unknownNames: ['eiffel', '1999'] });
    expect(verdict.bigramSupport).toBeCloseTo(2 / 5);
  });
});
