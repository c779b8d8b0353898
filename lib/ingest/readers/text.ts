import type { ParsedText } from '@/lib/ingest/types';
import type { Block } from '@/lib/store/types';
import { decodeText } from './decode-text';
import { titleFromName, titleFromText } from './title';

/** Plain text: paragraphs are parted by blank lines, and a short first line is the title. */
export function parseText(bytes: Buffer, path: string): ParsedText {
  const text = decodeText(bytes, path);
  return {
    title: titleFromText(text) ?? titleFromName(path),
    text,
    blocks: paragraphBlocks(text),
    declared: {},
  };
}

/** A paragraph for every run of text between blank lines. */
export function paragraphBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  const add = (end: number) => {
    if (text.slice(start, end).trim() !== '') blocks.push({ kind: 'paragraph', start, end });
  };
  for (const gap of text.matchAll(/\n(?:[^\S\n]*\n)+/gu)) {
    add(gap.index);
    start = gap.index + gap[0].length;
  }
  add(text.length);
  return blocks;
}
