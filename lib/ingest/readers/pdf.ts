import { getDocumentProxy } from 'unpdf';
import { RecollectError } from '@/lib/errors';
import type { Declared, ParsedText } from '@/lib/ingest/types';
import { isoDate, nonEmpty, tagList } from './declared';
import { linesOfPage, withoutRunningLines, type PdfItem, type PdfLine } from './pdf-lines';
import { addParagraphs } from './pdf-paragraphs';
import { reasonOf } from './reason-of';
import { TextBuilder } from './text-builder';
import { titleFromName } from './title';

/** A PDF: its words in lines, paragraphs and headings, with page numbers. Scanned pages have no words. */
export async function parsePdf(bytes: Buffer, path: string): Promise<ParsedText> {
  if (bytes.length === 0) throw new RecollectError('file_empty', { path });
  try {
    // pdf.js takes the buffer over, so it gets a copy; 0 = errors only.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false });
    try {
      const pages: PdfLine[][] = [];
      for (let number = 1; number <= pdf.numPages; number += 1) {
        const page = await pdf.getPage(number);
        const { items } = await page.getTextContent();
        pages.push(linesOfPage(items.flatMap(toItem), number));
        page.cleanup();
      }
      const { info } = await pdf.getMetadata();
      return fromPages(pages, Object.fromEntries(Object.entries(info)), path);
    } finally {
      await pdf.destroy();
    }
  } catch (error) {
    if (error instanceof RecollectError) throw error;
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new RecollectError('document_encrypted', { path }, { cause: error });
    }
    const reason = reasonOf(error);
    throw new RecollectError('corrupt_document', { path, format: 'PDF', reason }, { cause: error });
  }
}

function toItem(item: object): PdfItem[] {
  // Marks of structure have no text.
  if (!('str' in item)) return [];
  const { str, transform, width, height, hasEOL } = item as {
    str: string;
    transform: number[];
    width: number;
    height: number;
    hasEOL: boolean;
  };
  return [{ text: str, x: transform[4] ?? 0, y: transform[5] ?? 0, width, height, endsLine: hasEOL }];
}

function fromPages(pages: PdfLine[][], info: Record<string, unknown>, path: string): ParsedText {
  const builder = new TextBuilder();
  addParagraphs(withoutRunningLines(pages).flat(), builder);
  if (builder.length === 0) {
    throw new RecollectError('no_text', { path, hint: ' (scanned pages must go through OCR first)' });
  }
  const text = builder.text();
  const [first] = builder.blocks;
  const firstLine = first ? nonEmpty(text.slice(first.start, first.end)) : undefined;
  const title = ownTitle(info) ?? (firstLine && firstLine.length <= 150 ? firstLine : titleFromName(path));
  return { title, text, blocks: builder.blocks, declared: declaredIn(info) };
}

/** The title in the metadata, unless a word processor only put a file name there. */
function ownTitle(info: Record<string, unknown>): string | undefined {
  const title = nonEmpty(info.Title);
  return title && !/^(?:untitled|microsoft word|powerpoint)\b|\.(?:docx?|pdf|tex|dvi|indd)$/i.test(title)
    ? title
    : undefined;
}

function declaredIn(info: Record<string, unknown>): Declared {
  const created = /^D:(\d{4})(\d{2})?(\d{2})?/.exec(String(info.CreationDate ?? ''));
  const date = created ? isoDate(`${created[1]}-${created[2] ?? '01'}-${created[3] ?? '01'}`) : undefined;
  const tags = tagList(info.Keywords);
  return { ...(date ? { date } : {}), ...(tags.length > 0 ? { tags } : {}) };
}
