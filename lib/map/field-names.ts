import type { NamedText } from '@/lib/store/maps';

/** Documents that begin a line with the same words, at least, for these being the name of a field of a form. */
const DOCUMENTS = 3;
/** Share of the documents that have lines that begin so, at least: a chapter of three books is no field. */
const SHARE = 0.05;
/** The line of a heading. */
const HEADING = /^[ \t]*#{1,6}[ \t]+(.+)$/gmu;
/** What stands before the colon of a line, behind list marks, emphasis and pictures. */
const FIELD = /^[^\p{L}\n]{0,8}(\p{L}[^\n:：。.!?！？]{0,40})[:：]/gmu;

/**
 * Parts headings from what stands under them, and takes away what many documents have alike at the start of a line:
 * headings of a form ("## Ingredients") and names of its fields ("Location: …"). They tell what kind of document it is,
 * and not what it is about.
 */
export function withoutFieldNames(clusters: readonly (readonly NamedText[])[]): NamedText[][] {
  const documents = new Map<string, Set<string>>();
  const all = new Set<string>();
  const parted = clusters.map((texts) => texts.map(partHeadings));
  for (const { text, documentId, titles } of parted.flat()) {
    all.add(documentId);
    const fields = Array.from(text.matchAll(FIELD), ([, name = '']) => name);
    for (const name of [...fields, ...titles].map(plain)) {
      const known = documents.get(name);
      if (known) known.add(documentId);
      else documents.set(name, new Set([documentId]));
    }
  }
  const least = Math.max(DOCUMENTS, SHARE * all.size);
  const isField = (name: string) => (documents.get(plain(name))?.size ?? 0) >= least;
  return parted.map((texts) =>
    texts.map(({ text, titles, ...rest }) => ({
      ...rest,
      text: text.replace(FIELD, (start, name: string) => (isField(name) ? '' : start)),
      titles: titles.filter((title) => !isField(title)),
    })),
  );
}

function partHeadings({ text, titles, ...rest }: NamedText): NamedText {
  const headings = Array.from(text.matchAll(HEADING), ([, heading = '']) => heading);
  return { ...rest, text: text.replace(HEADING, ''), titles: [...titles, ...headings] };
}

/** Without emphasis and case. */
function plain(name: string): string {
  return name.replaceAll(/[*_`]/g, '').trim().toLowerCase();
}
