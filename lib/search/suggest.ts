import { statement } from '@/lib/store/statements';
import type { Store } from '@/lib/store/types';
import { indexWords } from '@/lib/text/index-words';
import type { Lexicon } from './lexicon';
import { ftsPhrase } from './match-expression';

export interface Suggestion {
  /** A title or a heading, as it stands in the document. */
  text: string;
  kind: 'title' | 'heading';
  /** The document, or the first of several that have it. */
  documentId: string;
  /** Documents that have it, among those looked at. */
  documents: number;
}

/** Passages looked at; one letter begins a word in every title, and nobody reads so many. */
const LOOKED_AT = 2_000;

/**
 * Titles and headings that hold every word typed so far, the last of them perhaps not yet whole. Titles come before
 * headings, what begins with the words before what only holds them, and shorter before longer.
 *
 * @param limit suggestions at most
 */
export function suggest(store: Store, lexicon: Lexicon, typed: string, limit: number): Suggestion[] {
  const words = mainWords(typed);
  const stems = lexicon.of(words).filter((stem) => stem !== '');
  if (stems.length === 0) return [];
  const found = new Map<string, Suggestion & { begins: boolean; in: Set<string> }>();
  const begin = typed.trim().toLowerCase();
  for (const { documentId, title, headingPath } of passagesWith(store, words)) {
    const headings = (JSON.parse(headingPath) as string[]).map((text) => ({
      text,
      kind: 'heading' as const,
    }));
    for (const { text, kind } of [{ text: title, kind: 'title' as const }, ...headings]) {
      const known = found.get(text);
      if (known) known.in.add(documentId);
      else if (holds(lexicon, text, stems, words.at(-1) ?? ''))
        found.set(text, {
          text,
          kind,
          documentId,
          documents: 0,
          begins: text.toLowerCase().startsWith(begin),
          in: new Set([documentId]),
        });
    }
  }
  return [...found.values()]
    .sort(
      (a, b) =>
        Number(b.kind === 'title') - Number(a.kind === 'title') ||
        Number(b.begins) - Number(a.begins) ||
        a.text.length - b.text.length ||
        (a.text < b.text ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ text, kind, documentId, in: documents }) => ({
      text,
      kind,
      documentId,
      documents: documents.size,
    }));
}

function passagesWith({ db }: Store, words: readonly string[]) {
  const whole = words.slice(0, -1).map((word) => ftsPhrase({ words: [word], prefix: false }));
  const last = words.at(-1) ?? '';
  // "runn" does not begin "run", as which FTS5 files "running"; its first half does.
  const half = last.slice(0, Math.max(3, Math.ceil(last.length / 2)));
  const beginnings = [last, half].map((word) => ftsPhrase({ words: [word], prefix: true }));
  const all = [...whole, `(${beginnings.join(' OR ')})`].join(' AND ');
  const sql = `SELECT p.document_id AS documentId, d.title, p.heading_path AS headingPath
    FROM (SELECT rowid FROM passages_fts WHERE passages_fts MATCH ? LIMIT ${LOOKED_AT}) f
    JOIN passages p ON p.id = f.rowid AND p.live = 1
    JOIN documents d ON d.id = p.document_id`;
  return statement<{ documentId: string; title: string; headingPath: string }>(db, sql).all(
    `{title heading} : (${all})`,
  );
}

/** FTS5 has found the words anywhere in title and headings; here they must be in one of them. */
function holds(lexicon: Lexicon, text: string, stems: readonly string[], lastTyped: string): boolean {
  const own = mainWords(text);
  const ownStems = new Set(lexicon.of(own));
  const beginning = lastTyped.toLowerCase();
  return stems.every(
    (stem, index) =>
      ownStems.has(stem) ||
      (index === stems.length - 1 && own.some((word) => word.toLowerCase().startsWith(beginning))),
  );
}

function mainWords(text: string): string[] {
  return indexWords(text).flatMap(({ text: word, kind }) => (kind === 'main' ? [word] : []));
}
