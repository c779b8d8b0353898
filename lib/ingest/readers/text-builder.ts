import type { Block } from '@/lib/store/types';

/** Kinds whose neighbours stand on the next line, not in a paragraph of their own. */
const TIGHT: ReadonlySet<Block['kind']> = new Set(['list-item', 'row']);

/** Collects blocks of text from formats that have no text of their own (html, pdf, docx). */
export class TextBuilder {
  readonly blocks: Block[] = [];
  #parts: string[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds a block; blank ones are left out. */
  add(kind: Block['kind'], text: string, { level, page }: { level?: number; page?: number } = {}): void {
    const trimmed = text.replace(/^\s*\n|\s+$/g, '');
    if (trimmed.trim() === '') return;
    const last = this.blocks.at(-1);
    if (last) this.#push(TIGHT.has(kind) && last.kind === kind ? '\n' : '\n\n');
    const start = this.#length;
    this.#push(trimmed);
    this.blocks.push({
      kind,
      start,
      end: this.#length,
      ...(level === undefined ? {} : { level }),
      ...(page === undefined ? {} : { page }),
    });
  }

  text(): string {
    return this.#parts.join('');
  }

  #push(part: string): void {
    this.#parts.push(part);
    this.#length += part.length;
  }
}
