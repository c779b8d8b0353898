import type { ListItem, Node, Root, RootContent } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse as parseYaml } from 'yaml';
import type { Declared, ParsedText } from '@/lib/ingest/types';
import type { Block } from '@/lib/store/types';
import { isoDate, languageCode, nonEmpty, tagList } from './declared';
import { decodeText } from './decode-text';
import { paragraphBlocks } from './text';
import { titleFromName } from './title';

/** Beyond this many characters only paragraphs are recognised: the parser takes memory of a hundred times the text. */
const LARGEST_PARSED = 4_000_000;

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter);

/** Markdown with front matter (title, date, tags, language, collection). The stored text is the source without it. */
export function parseMarkdown(bytes: Buffer, path: string): ParsedText {
  const source = decodeText(bytes, path, 'Markdown');
  const { front, text } = splitFrontMatter(source);
  const { blocks, title } = markdownBlocks(text);
  return {
    title: nonEmpty(front.title) ?? title ?? titleFromName(path),
    text,
    blocks,
    declared: declaredIn(front),
  };
}

/** The blocks of a Markdown text, and its first top heading. */
export function markdownBlocks(text: string): { blocks: Block[]; title: string | undefined } {
  if (text.length > LARGEST_PARSED) return { blocks: paragraphBlocks(text), title: undefined };
  const root: Root = parser.parse(text);
  const blocks = [...blocksOf(root.children, 0)];
  const heading = root.children.find((node) => node.type === 'heading' && node.depth === 1);
  return { blocks, title: heading ? nonEmpty(plainWords(heading)) : undefined };
}

/** Whether plain text uses Markdown's headings; rows of csv and jsonl do not say what they hold. */
export function looksLikeMarkdown(text: string): boolean {
  return /^#{1,6} \S/mu.test(text);
}

function splitFrontMatter(source: string): { front: Record<string, unknown>; text: string } {
  const match = /^---[^\S\n]*\n([\s\S]*?)\n---[^\S\n]*(?:\n|$)/u.exec(source);
  if (!match) return { front: {}, text: source };
  let front: unknown;
  try {
    front = parseYaml(match[1] ?? '');
  } catch {
    // Not YAML after all, so it is part of the text, and stays searchable.
    return { front: {}, text: source };
  }
  if (typeof front !== 'object' || front === null) return { front: {}, text: source };
  return { front: { ...front }, text: source.slice(match[0].length) };
}

function declaredIn(front: Record<string, unknown>): Declared {
  const language = languageCode(front.language ?? front.lang);
  const date = isoDate(front.date);
  const tags = tagList(front.tags ?? front.keywords);
  const collection = nonEmpty(front.collection);
  return {
    ...(language ? { language } : {}),
    ...(date ? { date } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(collection ? { collection } : {}),
  };
}

function* blocksOf(nodes: readonly RootContent[], depth: number): Generator<Block> {
  for (const node of nodes) {
    const span = spanOf(node);
    if (!span) continue;
    if (node.type === 'heading') yield { kind: 'heading', ...span, level: node.depth };
    else if (node.type === 'list') for (const item of node.children) yield* itemBlocks(item, depth + 1);
    else if (node.type === 'blockquote') yield { kind: 'quote', ...span };
    else if (node.type === 'code') yield { kind: 'code', ...span };
    else if (node.type === 'table') yield { kind: 'table', ...span };
    else if (node.type !== 'thematicBreak' && node.type !== 'yaml') yield { kind: 'paragraph', ...span };
  }
}

/** An item with its mark, then the lists inside it as items of their own. */
function* itemBlocks(item: ListItem, level: number): Generator<Block> {
  const span = spanOf(item);
  if (!span) return;
  const nested = item.children.filter((child) => child.type === 'list');
  const inner = nested.length > 0 ? spanOf(nested[0]) : undefined;
  const end = inner ? inner.start : span.end;
  if (end > span.start) yield { kind: 'list-item', start: span.start, end, level };
  yield* blocksOf(nested, level);
}

function spanOf(node: Node | undefined): { start: number; end: number } | undefined {
  const start = node?.position?.start.offset;
  const end = node?.position?.end.offset;
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The words of a node and everything in it. */
function plainWords(node: Node): string {
  if ('value' in node && typeof node.value === 'string') return node.value;
  if ('children' in node && Array.isArray(node.children)) return node.children.map(plainWords).join('');
  return '';
}
