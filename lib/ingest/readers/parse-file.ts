import type { FileFormat, ParsedText } from '@/lib/ingest/types';

/** Parses the bytes of one file; `path` names it in errors and gives it a title when it has none. */
export type Parser = (bytes: Buffer, path: string) => ParsedText | Promise<ParsedText>;

/** Loaded one by one: most runs meet one or two formats, and the parsers are large. */
const PARSERS: Readonly<Record<FileFormat, () => Promise<Parser>>> = {
  markdown: async () => (await import('./markdown')).parseMarkdown,
  text: async () => (await import('./text')).parseText,
  html: async () => (await import('./html')).parseHtml,
  pdf: async () => (await import('./pdf')).parsePdf,
  docx: async () => (await import('./docx')).parseDocx,
};

/** @throws RecollectError `file_empty`, `file_binary`, `invalid_encoding`, `corrupt_document`, `no_text` … */
export async function parseFile(format: FileFormat, bytes: Buffer, path: string): Promise<ParsedText> {
  const parse = await PARSERS[format]();
  return parse(bytes, path);
}
