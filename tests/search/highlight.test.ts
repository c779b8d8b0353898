import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestSentence } from '@/lib/search/best-sentence';
import { createFtsTerms } from '@/lib/search/fts-terms';
import { highlightsOf, matchWords } from '@/lib/search/highlight';
import { readQuery } from '@/lib/search/query';

const terms = createFtsTerms();
const matchesOf = (query: string, text: string) =>
  matchWords([text], readQuery(query, terms).terms, terms)[0] ?? [];
const marked = (query: string, text: string) =>
  highlightsOf(matchesOf(query, text)).map(({ start, end }) => text.slice(start, end));

describe('highlights', () => {
  it.each([
    ['runs', 'She is running; he ran, they run.', ['running', 'run']],
    ['cafe', 'A Café in the café.', ['Café', 'café']],
    ['pretraining', 'After pre-training it', ['pre-training']],
    ['pre-training', 'After pretraining it', ['pretraining']],
    ['水垢', '水壶里的水垢很厚', ['水垢']],
    ['红烧肉', '红烧肉要炒糖色', ['红烧肉']],
    ['书', '线装书和书店', ['书', '书']],
    ['《书》', '一本书', ['书']],
    ['重跑gen-itgc', '我们重跑gen-itgc两次', ['重跑gen', 'itgc']],
    ['2024', '发表于２０２４年', ['２０２４']],
    ['c++', 'Both C and C++ have it', ['C++']],
  ])('of %s in "%s"', (query, text, expected) => {
    expect(marked(query, text)).toEqual(expected);
  });

  it('mark a phrase where its words stand together', () => {
    const text = 'A free jazz evening: jazz is not free.';
    const { phrases } = readQuery('"free jazz"', terms);
    const spans = highlightsOf(matchWords([text], phrases, terms)[0] ?? []);
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['free', 'jazz']);
    expect(spans[0]?.start).toBe(2);
  });

  it('leave tags in a text what they are: text', () => {
    const text = 'Write <script>alert("memory")</script> in a page.';
    expect(marked('script memory', text)).toEqual(['script', 'memory', 'script']);
  });

  it('ascend, stay in the text, do not overlap, and hold something', () => {
    const piece = fc.constantFrom(
      ...[
        'memory ',
        'Memories',
        'pre-training',
        'camelCase',
        '检索增强',
        '索',
        'ｶﾀｶﾅ',
        '½',
        'ﬁne ',
        'é',
        '👩‍👩‍👧',
        '-',
        '. ',
        '\u00ad',
        '𠀀',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
    );
    const part = fc.record({ from: fc.nat(60), length: fc.integer({ min: 1, max: 25 }) });
    fc.assert(
      fc.property(text, part, fc.boolean(), (text, { from, length }, other) => {
        const query = other ? 'memory 检索 索 fine' : text.slice(from, from + length);
        let end = 0;
        for (const span of highlightsOf(matchesOf(query, text))) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
          end = span.end + 1;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('mark every word of a text that is asked for as it stands', () => {
    const word = fc.constantFrom('memory', 'libraries', 'Running', '检索', 'gpt', 'naïve', 'x86');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        const text = words.join(' ');
        expect(marked(text, text).join(' ')).toBe(text);
      }),
    );
  });
});

describe('the best sentence', () => {
  const best = (query: string, text: string) => {
    const { start, end } = bestSentence(text, matchesOf(query, text), () => 1);
    return text.slice(start, end);
  };
  const text =
    'The kettle is the most used thing in a kitchen. Hard water leaves lime inside it after a few weeks. ' +
    'Vinegar removes the lime from a kettle in half an hour. Rinse twice.';

  it('is the one with most of the words', () => {
    expect(best('remove lime from kettle', text)).toBe(
      'Vinegar removes the lime from a kettle in half an hour.',
    );
  });
  it('counts a word once, however often it stands', () => {
    const often = 'Lime, lime, lime and more lime is all there is. The kettle has some of its lime left.';
    expect(best('lime kettle', often)).toBe('The kettle has some of its lime left.');
  });
  it('weighs words by what they say', () => {
    const { start } = bestSentence(text, matchesOf('water kettle', text), ({ term }) =>
      term.stems[0] === 'water' ? 5 : 1,
    );
    expect(text.slice(start)).toMatch(/^Hard water/);
  });
  it('is the first that is long enough when no word matches', () => {
    expect(best('astronomy', `Kettles\n\n${text}`)).toBe('The kettle is the most used thing in a kitchen.');
  });
  it('is no heading, whatever words it has, unless there is nothing else', () => {
    const span = (query: string, passage: string, headings: string[]) => {
      const { start, end } = bestSentence(passage, matchesOf(query, passage), () => 1, headings);
      return passage.slice(start, end);
    };
    const under = `## Lime in the kettle\n\nHow lime forms in a kettle\n\n${text}`;
    expect(span('lime in the kettle', under, ['How lime forms in a kettle'])).toBe(
      'Vinegar removes the lime from a kettle in half an hour.',
    );
    expect(span('lime in the kettle', '## Lime in the kettle', [])).toBe('## Lime in the kettle');
    const stub = `Kettle lime\n\n\`\`\`text\nkettle lime 3\n\`\`\`\n\n${text}`;
    expect(span('kettle lime', stub, [])).toBe('Vinegar removes the lime from a kettle in half an hour.');
  });
  it('knows where Chinese sentences end', () => {
    expect(best('水垢', '水烧开以后要等一会儿。白醋可以去掉水垢。')).toBe('白醋可以去掉水垢。');
  });
  it('does not take a whole Chinese sentence for a stub because it has few characters', () => {
    const both =
      '水垢是水里的钙留下的。用过几个星期的水壶里面都有一层水垢，尤其是在水硬的地方，烧得越多就越厚。';
    expect(best('水垢', both)).toBe('水垢是水里的钙留下的。');
  });
  it('is empty for a blank text', () => {
    expect(bestSentence(' \n ', [], () => 1)).toEqual({ start: 0, end: 0 });
  });
});
