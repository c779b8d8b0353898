import { parseHTML } from 'linkedom';
import mammoth from 'mammoth';
import { RecollectError } from '@/lib/errors';
import type { Declared, ParsedText } from '@/lib/ingest/types';
import { isoDate, nonEmpty, tagList } from './declared';
import { addDomBlocks } from './dom-blocks';
import { reasonOf } from './reason-of';
import { TextBuilder } from './text-builder';
import { titleFromName } from './title';
import { checkArchive } from './zip-guard';

/** Most bytes a document may unpack to. */
const LARGEST_UNPACKED = 256 * 1024 * 1024;
const PROPERTIES = 'docProps/core.xml';
/** First bytes of the container that encrypted and older Word files are. */
const OLE_HEADER = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** A Word document, through the HTML that mammoth makes of it: headings, lists, tables, quotes. */
export async function parseDocx(bytes: Buffer, path: string): Promise<ParsedText> {
  if (bytes.length === 0) throw new RecollectError('file_empty', { path });
  if (bytes.subarray(0, 8).equals(OLE_HEADER)) throw new RecollectError('document_encrypted', { path });
  try {
    const kept = await checkArchive(bytes, path, LARGEST_UNPACKED, [PROPERTIES]);
    // Pictures would come as megabytes of base64.
    const noImages = mammoth.images.imgElement(async () => ({ src: '' }));
    const { value } = await mammoth.convertToHtml({ buffer: bytes }, { convertImage: noImages });
    const { document } = parseHTML(`<html><body>${value}</body></html>`);
    const builder = new TextBuilder();
    addDomBlocks(document.body, builder);
    if (builder.length === 0) throw new RecollectError('no_text', { path, hint: '' });
    const heading = nonEmpty(document.querySelector('h1')?.textContent);
    const { title, declared } = propertiesIn(kept.get(PROPERTIES) ?? '');
    return {
      title: title ?? heading ?? titleFromName(path),
      text: builder.text(),
      blocks: builder.blocks,
      declared,
    };
  } catch (error) {
    if (error instanceof RecollectError) throw error;
    const reason = reasonOf(error);
    throw new RecollectError('corrupt_document', { path, format: 'Word document', reason }, { cause: error });
  }
}

function propertiesIn(xml: string): { title: string | undefined; declared: Declared } {
  const value = (name: string) =>
    nonEmpty(unescapeXml(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1] ?? ''));
  const date = isoDate(value('dcterms:created'));
  const tags = tagList(value('cp:keywords'));
  return {
    title: value('dc:title'),
    declared: { ...(date ? { date: date.slice(0, 10) } : {}), ...(tags.length > 0 ? { tags } : {}) },
  };
}

function unescapeXml(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => named[name] ?? whole);
}
