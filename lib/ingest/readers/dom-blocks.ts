import type { TextBuilder } from './text-builder';

/** What carries no words of the document. */
const SKIPPED = new Set([
  'SCRIPT',
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'SVG',
  'IFRAME',
  'HEAD',
  'BUTTON',
  'SELECT',
  'INPUT',
]);
/** Elements that stand in a line of text; everything else begins a block. */
const INLINE = new Set(
  'A ABBR ACRONYM B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I IMG INS KBD LABEL MARK Q RP RT RUBY S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR'.split(
    ' ',
  ),
);

/** Adds what an element holds, block by block, in reading order. Used for html and for what docx becomes. */
export function addDomBlocks(root: Element, builder: TextBuilder): void {
  new DomWalk(builder).block(root, 0);
}

class DomWalk {
  /** Inline text that is not yet a block. */
  #line = '';

  constructor(readonly builder: TextBuilder) {}

  block(element: Element, depth: number): void {
    for (const child of element.childNodes) {
      if (child.nodeType === 3) this.#line += collapse(child.textContent ?? '');
      else if (child.nodeType === 1) this.#element(child as Element, depth);
    }
    this.#flush(depth);
  }

  #element(element: Element, depth: number): void {
    const tag = element.tagName.toUpperCase();
    if (SKIPPED.has(tag) || element.hasAttribute('hidden')) return;
    if (tag === 'BR') {
      this.#line += '\n';
      return;
    }
    if (INLINE.has(tag)) {
      this.#inline(element, depth);
      return;
    }
    this.#flush(depth);
    if (/^H[1-6]$/.test(tag)) this.builder.add('heading', words(element), { level: Number(tag.charAt(1)) });
    else if (tag === 'PRE') this.builder.add('code', element.textContent ?? '');
    else if (tag === 'TABLE') this.#table(element, depth);
    else if (tag === 'BLOCKQUOTE') this.#quote(element, depth);
    else if (tag === 'UL' || tag === 'OL') this.#list(element, depth + 1, tag === 'OL');
    else this.block(element, depth);
  }

  /** Inline elements may hold blocks all the same (a link around a heading). */
  #inline(element: Element, depth: number): void {
    for (const child of element.childNodes) {
      if (child.nodeType === 3) this.#line += collapse(child.textContent ?? '');
      else if (child.nodeType === 1) this.#element(child as Element, depth);
    }
  }

  #quote(element: Element, depth: number): void {
    const simple = element.querySelector('ul, ol, table, pre') === null;
    if (simple) this.builder.add('quote', words(element));
    else this.block(element, depth);
  }

  #list(list: Element, level: number, ordered: boolean): void {
    let number = Number(list.getAttribute('start') ?? 1) || 1;
    for (const item of list.children) {
      const mark = ordered ? `${number}. ` : '- ';
      number += 1;
      const nested = [...item.children].filter((child) => /^(?:UL|OL|TABLE|PRE)$/i.test(child.tagName));
      const own = [...item.childNodes].filter((child) => !nested.includes(child as Element));
      const text = own.map((child) =>
        child.nodeType === 1 ? words(child as Element) : (child.textContent ?? ''),
      );
      const line = text.join(' ').replace(/\s+/gu, ' ').trim();
      if (line !== '') this.builder.add('list-item', '  '.repeat(level - 1) + mark + line, { level });
      for (const inner of nested) this.#element(inner, level);
    }
  }

  /** A table of data as lines of cells; a table of one column or with blocks inside is only layout. */
  #table(table: Element, depth: number): void {
    const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children].map(words));
    const isLayout =
      table.querySelector('table, p + p, ul, ol, h1, h2, h3') !== null || rows.every((r) => r.length < 2);
    if (isLayout) {
      for (const cell of table.querySelectorAll('td, th')) {
        if (cell.closest('table') === table) this.block(cell, depth);
      }
      return;
    }
    const lines = rows.filter((cells) => cells.some((cell) => cell !== '')).map((cells) => cells.join(' | '));
    this.builder.add('table', lines.join('\n'));
  }

  #flush(depth: number): void {
    const text = this.#line.replace(/ ?\n ?/g, '\n').trim();
    this.#line = '';
    if (text !== '')
      this.builder.add(depth > 0 ? 'list-item' : 'paragraph', text, depth > 0 ? { level: depth } : {});
  }
}

function words(element: Element): string {
  const clone = element.cloneNode(true) as Element;
  for (const skipped of clone.querySelectorAll('script, style, noscript, template')) skipped.remove();
  return collapse(clone.textContent ?? '').trim();
}

function collapse(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
