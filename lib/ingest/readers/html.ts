import { isUtf8 } from 'node:buffer';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { RecollectError } from '@/lib/errors';
import type { Declared, ParsedText } from '@/lib/ingest/types';
import { isoDate, languageCode, nonEmpty, tagList } from './declared';
import { decodeText, normaliseLineEnds } from './decode-text';
import { addDomBlocks } from './dom-blocks';
import { TextBuilder } from './text-builder';
import { titleFromName } from './title';

/** Parts of a page around its content, taken out when the readable part was not found. */
const AROUND =
  'nav, header nav, footer, aside, form, dialog, [role=navigation], [role=banner], [aria-hidden=true]';
/** A readable part with less of the page's text than this was the wrong part (a list page, a short note). */
const LEAST_SHARE = 0.4;
const DATE_META =
  'article:published_time, date, dc.date, dcterms.date, dcterms.created, pubdate, publish_date'.split(', ');

/** A web page: its readable part (Mozilla's Readability), its title, and what its meta elements declare. */
export function parseHtml(bytes: Buffer, path: string): ParsedText {
  const { document } = parseHTML(asPage(decodeHtml(bytes, path)));
  completeHead(document);
  const declared = declaredIn(document);
  const ownTitle =
    metaContent(document, ['og:title', 'dc.title']) ?? nonEmpty(document.querySelector('title')?.textContent);
  const heading = nonEmpty(document.querySelector('h1')?.textContent);
  const builder = new TextBuilder();
  addDomBlocks(readablePart(document), builder);
  if (builder.length === 0) throw new RecollectError('no_text', { path, hint: '' });
  return {
    title: ownTitle ?? heading ?? titleFromName(path),
    text: builder.text(),
    blocks: builder.blocks,
    declared,
  };
}

/** What a browser would add by itself: tags of a page that may be left out. */
function asPage(source: string): string {
  if (/<html[\s>]/i.test(source)) return source;
  const content = source.replace(/^\s*<!doctype[^>]*>/i, '');
  return `<!doctype html><html>${/<body[\s>]/i.test(content) ? content : `<body>${content}</body>`}</html>`;
}

/** Puts what stands before the body into a head; without one, the DOM library takes an empty body for the page's. */
function completeHead(document: Document): void {
  const html = document.documentElement;
  const body = document.querySelector('body');
  if (!body || body.parentElement !== html || html.firstElementChild?.nodeName === 'HEAD') return;
  const head = document.createElement('head');
  while (html.firstChild && html.firstChild !== body) head.append(html.firstChild);
  html.prepend(head);
}

/** The page's own declaration of its encoding counts when it is not UTF-8; nothing is guessed. */
function decodeHtml(bytes: Buffer, path: string): string {
  if (!isUtf8(bytes)) {
    const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 4096))?.[1];
    const decoder = declared && !/^utf-?8$/i.test(declared) ? decoderFor(declared) : undefined;
    if (decoder) return normaliseLineEnds(decoder.decode(bytes));
  }
  return decodeText(bytes, path, 'a web page');
}

function decoderFor(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readablePart(document: Document): Element {
  const body = document.body ?? document.documentElement;
  const whole = length(body);
  const copy = document.cloneNode(true) as Document;
  const article = new Readability<Element>(copy, { serializer: (node) => node as Element }).parse();
  if (article?.content && length(article.content) >= whole * LEAST_SHARE) return article.content;
  for (const element of body.querySelectorAll(AROUND)) element.remove();
  return body;
}

function length(element: Element): number {
  let sum = 0;
  const walk = (node: Node) => {
    if (node.nodeType === 3) sum += (node.textContent ?? '').trim().length;
    else if (!/^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/i.test(node.nodeName)) node.childNodes.forEach(walk);
  };
  walk(element);
  return sum;
}

function declaredIn(document: Document): Declared {
  const language = languageCode(document.documentElement?.getAttribute('lang'));
  const date =
    isoDate(metaContent(document, DATE_META)) ??
    isoDate(document.querySelector('article time[datetime]')?.getAttribute('datetime'));
  const tags = tagList(metaContent(document, ['keywords']));
  return {
    ...(language ? { language } : {}),
    ...(date ? { date } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  };
}

function metaContent(document: Document, names: readonly string[]): string | undefined {
  for (const meta of document.querySelectorAll('meta')) {
    const name = (meta.getAttribute('name') ?? meta.getAttribute('property') ?? '').toLowerCase();
    const content = names.includes(name) ? nonEmpty(meta.getAttribute('content')) : undefined;
    if (content) return content;
  }
  return undefined;
}
