import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { chunkDocument, type ChunkOptions } from '@/lib/chunk/chunk-document';
import { embeddingInput } from '@/lib/chunk/embedding-input';
import type { Block, PassageDraft } from '@/lib/store/types';
import { realCounter } from './real-counter';

let options: ChunkOptions;

beforeAll(async () => {
  options = { ...(await realCounter()), targetTokens: 200, overlapShare: 0.15 };
});

/** What must hold of the passages of any document. */
function checkPassages(
  text: string,
  title: string,
  passages: readonly PassageDraft[],
  given = options,
): void {
  let covered = 0;
  let lastStart = -1;
  for (const [index, passage] of passages.entries()) {
    expect(passage.ordinal).toBe(index);
    expect(passage.text).toBe(text.slice(passage.start, passage.end));
    expect(passage.text.trim()).toBe(passage.text);
    expect(passage.text).not.toBe('');
    // It always advances, and what lies between two passages is blank.
    expect(passage.start).toBeGreaterThan(lastStart);
    expect(passage.end).toBeGreaterThan(covered);
    expect(text.slice(covered, Math.max(covered, passage.start)).trim()).toBe('');
    covered = passage.end;
    lastStart = passage.start;
    const input = embeddingInput(title, passage.headingPath, passage.text);
    expect(given.counter.count(input) + 2).toBeLessThanOrEqual(given.maxTokens);
    expect(halfPair(text, passage.start) || halfPair(text, passage.end)).toBe(false);
  }
  expect(text.slice(covered).trim()).toBe('');
}

function halfPair(text: string, index: number): boolean {
  return /[\ud800-\udbff]$/.test(text.slice(0, index)) && /^[\udc00-\udfff]/.test(text.slice(index));
}

const piece = fc.oneof(
  fc.lorem({ maxCount: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '\r\n',
    '\n\n',
    ' ',
    '。',
    '中文句子，很长很长的一句话。',
    '👩‍🚀🏳️‍🌈',
    'العربية',
    '안녕하세요세계',
    '| a | b |\n',
    '## Heading\n',
    'x'.repeat(400),
    '漢'.repeat(300),
    '😀'.repeat(250),
    '!?'.repeat(200),
    '\u0301'.repeat(80),
  ),
);

/** A text with blocks over it, some parts in none. */
const document = fc
  .array(
    fc.record({
      text: fc.array(piece, { maxLength: 5 }).map((parts) => parts.join('')),
      kind: fc.constantFrom<Block['kind'] | 'none'>(
        'heading',
        'paragraph',
        'list-item',
        'quote',
        'code',
        'table',
        'none',
      ),
      level: fc.integer({ min: 1, max: 6 }),
    }),
    { maxLength: 25 },
  )
  .map((parts) => {
    const blocks: Block[] = [];
    let text = '';
    for (const part of parts) {
      const start = text.length;
      text += part.text;
      if (part.kind !== 'none') blocks.push({ kind: part.kind, start, end: text.length, level: part.level });
      text += '\n\n';
    }
    return { text, blocks };
  });

describe('chunkDocument on any document', () => {
  it('covers everything, always advances, fits the encoder, splits no character', () => {
    fc.assert(
      fc.property(document, fc.oneof(fc.constant('A title'), piece), ({ text, blocks }, title) => {
        const passages = chunkDocument({ text, blocks, title }, options);
        checkPassages(text, title, passages);
        for (const { text: body } of passages) {
          expect(options.counter.count(body)).toBeLessThanOrEqual(options.targetTokens);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('holds for other targets, overlaps and limits', () => {
    const settings = fc.record({
      targetTokens: fc.integer({ min: 1, max: 400 }),
      overlapShare: fc.double({ min: 0, max: 0.5, noNaN: true }),
      maxTokens: fc.integer({ min: 160, max: 512 }),
    });
    fc.assert(
      fc.property(document, settings, ({ text, blocks }, chosen) => {
        const given = { ...options, ...chosen };
        checkPassages(text, 'Title', chunkDocument({ text, blocks, title: 'Title' }, given), given);
      }),
      { numRuns: 100 },
    );
  });

  it('is deterministic', () => {
    fc.assert(
      fc.property(document, ({ text, blocks }) => {
        const once = chunkDocument({ text, blocks, title: 't' }, options);
        expect(chunkDocument({ text, blocks, title: 't' }, options)).toEqual(once);
      }),
      { numRuns: 20 },
    );
  });
});

describe('chunkDocument on hard texts', () => {
  it.each([
    ['only white space', ' \n\t\r\n\u3000 '],
    ['nothing', ''],
  ])('%s gives no passage', (_, text) => {
    expect(chunkDocument({ text, blocks: [], title: 't' }, options)).toEqual([]);
  });

  it.each([
    ['Latin letters', 'a'],
    ['Chinese characters', '字'],
    ['emoji', '😀'],
    ['joined emoji', '👩‍🚀'],
    ['full stops', '.'],
    ['hangul', '한'],
  ])('50,000 characters of %s without a separator', (_, unit) => {
    const text = unit.repeat(50_000 / unit.length);
    const passages = chunkDocument({ text, blocks: [], title: 't' }, options);
    expect(passages.length).toBeGreaterThan(20);
    checkPassages(text, 't', passages);
  });

  it('keeps a joined emoji in one passage', () => {
    const text = '👩‍🚀'.repeat(2_000);
    for (const { text: body } of chunkDocument({ text, blocks: [], title: 't' }, options)) {
      expect(body.length % '👩‍🚀'.length).toBe(0);
    }
  });
});

describe('chunkDocument on structure', () => {
  const sentence = (index: number) => `Sentence number ${index} says something about rivers and the sea.`;
  const prose = (count: number) => Array.from({ length: count }, (_, index) => sentence(index)).join(' ');

  function markdown(parts: readonly (readonly [Block['kind'], string, number?])[]): {
    text: string;
    blocks: Block[];
  } {
    const blocks: Block[] = [];
    let text = '';
    for (const [kind, part, level] of parts) {
      blocks.push({ kind, start: text.length, end: text.length + part.length, ...(level ? { level } : {}) });
      text += `${part}\n\n`;
    }
    return { text, blocks };
  }

  it('repeats whole sentences, about 15 % of the target', () => {
    const passages = chunkDocument({ text: prose(80), blocks: [], title: 't' }, options);
    expect(passages.length).toBeGreaterThan(3);
    for (const [index, passage] of passages.slice(1).entries()) {
      const before = passages[index];
      const shared = (before?.end ?? 0) - passage.start;
      expect(passage.text).toMatch(/^Sentence/);
      const tokens = options.counter.count(passage.text.slice(0, shared));
      expect(tokens).toBeGreaterThanOrEqual(12);
      expect(tokens).toBeLessThanOrEqual(45);
    }
  });

  it('begins a passage at a heading and keeps the heading path', () => {
    const { text, blocks } = markdown([
      ['heading', '# Water', 1],
      ['heading', '## Rivers', 2],
      ['paragraph', prose(9)],
      ['heading', '## **Seas** ##', 2],
      ['paragraph', prose(9)],
    ]);
    const passages = chunkDocument({ text, blocks, title: 'Water' }, options);
    expect(passages.map(({ headingPath }) => headingPath)).toEqual([
      ['Water', 'Rivers'],
      ['Water', 'Seas'],
    ]);
    expect(passages[1]?.text).toMatch(/^## \*\*Seas/);
  });

  it('merges small sibling sections up to the target, under the headings they share', () => {
    const { text, blocks } = markdown([
      ['heading', '# Facts', 1],
      ...Array.from({ length: 12 }, (_, index) => [
        ['heading', `## Fact ${index}`, 2] as const,
        ['paragraph', sentence(index)] as const,
      ]).flat(),
    ]);
    const passages = chunkDocument({ text, blocks, title: 'Facts' }, options);
    expect(passages.length).toBeLessThanOrEqual(2);
    expect(passages[0]?.headingPath).toEqual(['Facts']);
  });

  it('does not run over the end of a chapter', () => {
    const { text, blocks } = markdown([
      ['heading', '# One', 1],
      ['heading', '## Deep', 2],
      ['paragraph', prose(6)],
      ['heading', '# Two', 1],
      ['paragraph', prose(6)],
      ['heading', '## Deeper', 2],
      ['paragraph', prose(4)],
    ]);
    const passages = chunkDocument({ text, blocks, title: 'Book' }, options);
    expect(passages.filter(({ text: body }) => body.includes('# One') && body.includes('# Two'))).toEqual([]);
    expect(passages.find(({ text: body }) => body.startsWith('# Two'))?.headingPath[0]).toBe('Two');
  });

  it('makes no passage of a heading alone that answers nothing', () => {
    const { text, blocks } = markdown([
      ['heading', '# Soup', 1],
      ['heading', '## Steps', 2],
      ['paragraph', prose(9)],
      ['heading', '## Further reading', 2],
      ['heading', '# Bread', 1],
      ['paragraph', prose(9)],
      ['heading', '## Notes', 2],
    ]);
    const passages = chunkDocument({ text, blocks, title: 'Recipes' }, options);
    checkPassages(text, 'Recipes', passages);
    expect(passages.map(({ headingPath }) => headingPath)).toEqual([['Soup', 'Steps'], ['Bread']]);
    expect(passages[0]?.text).toMatch(/## Further reading$/);
    expect(passages[1]?.text).toMatch(/## Notes$/);
  });

  it('puts long headings with what stands under them, not with the chapter before', () => {
    const heading =
      'How water is found, carried, kept and shared in dry countries, then and now, by many hands';
    const { text, blocks } = markdown([
      ['heading', `# First. ${heading}`, 1],
      ['paragraph', prose(14)],
      ['heading', `# Second. ${heading}`, 1],
      ['heading', `## Second, one. ${heading}`, 2],
      ['heading', '### Wells', 3],
      ['paragraph', prose(14)],
    ]);
    const passages = chunkDocument({ text, blocks, title: 'Water' }, options);
    checkPassages(text, 'Water', passages);
    const second = passages.find(({ text: body }) => body.includes('# Second.'));
    expect(second?.text.startsWith('# Second.')).toBe(true);
    expect(second?.headingPath.at(-1)).toBe('Wells');
    expect(passages.every(({ text: body }) => body.includes('says something'))).toBe(true);
  });

  it('puts the title of a page with its first chapter, however long both are', () => {
    const title = Array.from({ length: 4 }, (_, index) => `the long title of a page, part ${index}`).join(
      ' ',
    );
    const { text, blocks } = markdown([
      ['heading', `# ${title}`, 1],
      ['heading', '# Chapter', 1],
      ['paragraph', prose(9)],
    ]);
    const [first] = chunkDocument({ text, blocks, title: 'Page' }, options);
    expect(first?.text).toContain('# Chapter');
  });

  it('does not take away the heading of a short text before a heading alone', () => {
    const { text, blocks } = markdown([
      ['heading', '# Soup', 1],
      ['paragraph', 'Boil it for ten minutes.'],
      ['heading', '# Notes', 1],
    ]);
    const passages = chunkDocument({ text, blocks, title: 'Recipes' }, options);
    expect(passages.map(({ headingPath }) => headingPath)).toEqual([['Soup']]);
  });

  it('keeps a document that is nothing but a heading', () => {
    const passages = chunkDocument({ ...markdown([['heading', '# To do', 1]]), title: 'Plans' }, options);
    expect(passages.map(({ text }) => text)).toEqual(['# To do']);
  });

  it('cuts code between lines and repeats none', () => {
    const line = (index: number) => `    const value${index} = compute(${index}, "text");`;
    const code = Array.from({ length: 60 }, (_, index) => line(index)).join('\n');
    const passages = chunkDocument({ ...markdown([['code', code]]), title: 't' }, options);
    expect(passages.length).toBeGreaterThan(2);
    expect(passages.flatMap(({ text }) => text.split('\n').map((each) => each.trim()))).toEqual(
      code.split('\n').map((each) => each.trim()),
    );
  });

  it('gives the page on which a passage starts', () => {
    const { text, blocks } = markdown([
      ['paragraph', prose(30)],
      ['paragraph', prose(30)],
    ]);
    const paged = blocks.map((block, index) => ({ ...block, page: index + 3 }));
    const pages = chunkDocument({ text, blocks: paged, title: 't' }, options).map(({ page }) => page);
    expect(pages[0]).toBe(3);
    expect(pages.at(-1)).toBe(4);
  });
});

describe('embeddingInput', () => {
  it('puts title and headings before the text, and nothing twice', () => {
    expect(embeddingInput('Rice', ['Cooking', 'Rinsing'], 'Rinse it.')).toBe(
      'Rice\nCooking\nRinsing\nRinse it.',
    );
    expect(embeddingInput('Rice', ['Rice', 'Rinsing'], '## Rinsing\n\nRinse it.')).toBe(
      'Rice\n## Rinsing\n\nRinse it.',
    );
  });

  it('cuts an endless title, so that the text keeps its room', () => {
    const input = embeddingInput('long '.repeat(500), ['字'.repeat(500), 'Innermost'], 'Text.');
    expect(input.endsWith('Innermost\nText.')).toBe(true);
    expect(input.length).toBeLessThan(150);
  });
});
