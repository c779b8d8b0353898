import { describe, expect, it } from 'vitest';
import { blockRuns, blocksOrParagraphs } from '@/components/document/document-segments';
import type { Block } from '@/lib/store/types';

const TEXT = 'Title\n\nFirst part. Second part.\n\nLast part.';
const BLOCKS: Block[] = [
  { kind: 'heading', level: 1, start: 0, end: 5, page: 1 },
  { kind: 'paragraph', start: 7, end: 31, page: 1 },
  { kind: 'paragraph', start: 33, end: 43, page: 2 },
];
const PASSAGES = [
  { id: 10, ordinal: 0, start: 7, end: 31 },
  { id: 11, ordinal: 1, start: 19, end: 43 },
];

describe('blockRuns', () => {
  const laidOut = blockRuns(TEXT, BLOCKS, PASSAGES);

  it('keeps every block whole', () => {
    expect(laidOut.map(({ runs }) => runs.map(({ text }) => text).join(''))).toEqual([
      'Title',
      'First part. Second part.',
      'Last part.',
    ]);
  });

  it('cuts where passages overlap, and knows which run belongs to which', () => {
    expect(laidOut[1]?.runs.map(({ text, passageIds }) => [text, passageIds])).toEqual([
      ['First part. ', [10]],
      ['Second part.', [10, 11]],
    ]);
    expect(laidOut[2]?.runs.map(({ passageIds }) => passageIds)).toEqual([[11]]);
  });

  it('gives every passage one place to jump to', () => {
    expect(laidOut.map(({ begins }) => begins)).toEqual([[], [10, 11], []]);
  });

  it('says where a page begins', () => {
    expect(laidOut.map(({ pageStart }) => pageStart)).toEqual([true, false, true]);
  });
});

describe('blocksOrParagraphs', () => {
  it('takes empty lines for structure when there is none', () => {
    const text = 'One.\nStill one.\n\n\nTwo.\n';
    expect(blocksOrParagraphs(text, []).map(({ start, end }) => text.slice(start, end))).toEqual([
      'One.\nStill one.',
      'Two.',
    ]);
  });
});

describe('blockRuns of Markdown', () => {
  it('leaves the marks out and keeps what belongs to a passage', () => {
    const text = '## The *rise*\n\n- **Yeast** makes gas.\n\n    a * b * c\n\n```js\nf(*x*)\n```';
    const span = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
    const blocks: Block[] = [
      { kind: 'heading', level: 2, ...span('## The *rise*') },
      { kind: 'list-item', level: 1, ...span('- **Yeast** makes gas.') },
      { kind: 'code', ...span('    a * b * c') },
      { kind: 'code', ...span('```js\nf(*x*)\n```') },
    ];
    const passage = { id: 1, ordinal: 0, start: text.indexOf('makes'), end: text.length };
    const laidOut = blockRuns(text, blocks, [passage], true);
    expect(laidOut.map(({ runs }) => runs.map((run) => run.text))).toEqual([
      ['The rise'],
      ['Yeast ', 'makes gas.'],
      ['    a * b * c'],
      ['f(*x*)\n'],
    ]);
  });
});
