import { createHash } from 'node:crypto';
import { RecollectError } from '@/lib/errors';
import type { FoundDocument, ParsedText, RowFields, SourceFile } from '@/lib/ingest/types';
import { isoDate, languageCode, nonEmpty, tagList } from './declared';
import { normaliseLineEnds } from './decode-text';
import { looksLikeMarkdown, markdownBlocks } from './markdown';
import { paragraphBlocks } from './text';
import { titleFromName, titleFromText } from './title';

/** Names that fields usually have, best first. */
const USUAL: Readonly<Record<keyof RowFields, readonly string[]>> = {
  text: ['text', 'body', 'content', 'contents', 'abstract', 'passage', 'description', 'article'],
  title: ['title', 'name', 'subject', 'headline'],
  id: ['id', '_id', 'key', 'uri', 'url', 'slug'],
  date: ['date', 'published', 'publish_date', 'published_at', 'created', 'created_at', 'year'],
  tags: ['tags', 'keywords', 'categories', 'category'],
  language: ['language', 'lang'],
};
const LONGEST_ID = 500;

/** A row by field name; values as the format gives them. */
export type Row = Readonly<Record<string, unknown>>;

/** Which field of these rows means what. @param names fields in their order; matched without regard to case */
export function resolveFields(names: readonly string[], given: RowFields): RowFields {
  const byLower = new Map(names.map((name) => [name.trim().toLowerCase(), name]));
  const usual = (field: keyof RowFields) => {
    for (const name of USUAL[field]) {
      const found = byLower.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const text = usual('text');
  return {
    text: given.text ?? (text === undefined ? undefined : [text]),
    title: given.title ?? usual('title'),
    id: given.id ?? usual('id'),
    date: given.date ?? usual('date'),
    tags: given.tags ?? usual('tags'),
    language: given.language ?? usual('language'),
  };
}

export interface RowPlace {
  file: SourceFile;
  mediaType: string;
  /** Line of the file on which the row begins, from 1. */
  line: number;
  /** Position among the rows, from 1. */
  number: number;
}

/** Tells rows of one file apart. */
export class RowIds {
  readonly #lines = new Map<string, number>();

  /** @throws RecollectError `bad_row` when an earlier row had the id */
  claim(id: string, { file, line }: RowPlace): void {
    const earlier = this.#lines.get(id);
    if (earlier !== undefined) {
      throw badRow(file, line, `the id ${id} was already used in line ${earlier}`);
    }
    this.#lines.set(id, line);
  }
}

/**
 * A row as a document. Its URI is the file's with `#` and the row's id (or `row-N`).
 *
 * @param bytes what its sha256 is taken of
 * @throws RecollectError `bad_row`
 */
export function rowDocument(
  row: Row,
  bytes: Buffer | string,
  fields: RowFields,
  place: RowPlace,
  ids: RowIds,
): FoundDocument {
  const { file, mediaType, line, number } = place;
  const text = rowText(row, fields, place);
  const id = (fields.id === undefined ? undefined : nonEmpty(row[fields.id])) ?? `row-${number}`;
  if (id.length > LONGEST_ID) throw badRow(file, line, `its id has more than ${LONGEST_ID} characters`);
  ids.claim(id, place);
  return {
    uri: `${file.uri}#${id}`,
    source: file.source,
    mediaType,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: Buffer.byteLength(bytes),
    parse: () => Promise.resolve(parseRow(row, text, fields, id)),
  };
}

export function badRow(file: SourceFile, line: number, reason: string): RecollectError {
  return new RecollectError('bad_row', { path: file.display, line, reason });
}

function parseRow(row: Row, text: string, fields: RowFields, id: string): ParsedText {
  const field = (name: string | undefined) => (name === undefined ? undefined : row[name]);
  const { blocks, title } = looksLikeMarkdown(text)
    ? markdownBlocks(text)
    : { blocks: paragraphBlocks(text), title: undefined };
  const date = isoDate(field(fields.date));
  const tags = tagList(field(fields.tags));
  const language = languageCode(field(fields.language));
  return {
    title: nonEmpty(field(fields.title)) ?? title ?? titleFromText(text) ?? titleFromName(id),
    text,
    blocks,
    declared: {
      ...(date ? { date } : {}),
      ...(tags.length > 0 ? { tags } : {}),
      ...(language ? { language } : {}),
    },
  };
}

function rowText(row: Row, fields: RowFields, { file, line }: RowPlace): string {
  const names = fields.text ?? [];
  const parts = names.map((name) => {
    const value = row[name];
    if (value === undefined || value === null) return '';
    if (typeof value === 'string') return value;
    if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.join('\n\n');
    throw badRow(file, line, `its field ${name} is not text`);
  });
  const text = normaliseLineEnds(parts.filter((part) => part.trim() !== '').join('\n\n')).replace(
    /^\ufeff/,
    '',
  );
  if (text.trim() === '') {
    throw badRow(file, line, names.length > 0 ? `its field ${names.join(', ')} is empty` : noTextField(row));
  }
  return text;
}

function noTextField(row: Row): string {
  const has = Object.keys(row).slice(0, 20).join(', ') || 'no fields';
  return `it has no field ${(USUAL.text ?? []).slice(0, 3).join(', ')} (it has ${has}); name it with --text`;
}
