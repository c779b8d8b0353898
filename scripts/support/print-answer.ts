import { RecollectError } from '@/lib/errors';
import type { Runtime } from '@/lib/runtime';
import { search } from '@/lib/search/search';
import type { SearchRequest, SearchResponse } from '@/lib/search/types';
import { summarize } from '@/lib/summarize/summarize';

/** Documents that are printed. */
const SHOWN = 4;

/** Asks one question and prints what was found and what GPT-2 makes of it. */
export async function printAnswer(parts: Runtime, query: string): Promise<void> {
  const request: SearchRequest = { query, mode: 'hybrid', limit: 10, offset: 0, filter: {} };
  const found = await search(parts, request);
  console.log(`\n  “${query}”\n`);
  for (const { rank, document, passages } of found.hits.slice(0, SHOWN)) {
    const [passage] = passages;
    const best = passage?.text.slice(passage.bestSentence.start, passage.bestSentence.end) ?? '';
    console.log(`  [${rank}] ${document.title}`);
    console.log(wrapped(best, '      '));
  }
  console.log(`\n${wrapped(await summaryOf(parts, request, found), '  ')}`);
}

async function summaryOf(parts: Runtime, request: SearchRequest, found: SearchResponse): Promise<string> {
  const ranks = new Map<string, number>(found.hits.map(({ document, rank }) => [document.id, rank]));
  const documents = new Map<number, string>();
  const sentences: string[] = [];
  try {
    const generator = await parts.generator();
    const events = summarize(
      { ...parts, generator },
      { request, sentences: 3 },
      new AbortController().signal,
    );
    for await (const event of events) {
      if (event.type === 'error') return `No summary: ${event.detail}`;
      if (event.type === 'spine')
        for (const { passageId, documentId } of event.sentences) documents.set(passageId, documentId);
      if (event.type !== 'sentence') continue;
      const { text, citations, quoted } = event.sentence;
      const sources = new Set(citations.map((id) => ranks.get(documents.get(id) ?? '')).filter(Boolean));
      sentences.push(`${quoted ? `“${text}”` : text} [${[...sources].join('][')}]`);
    }
  } catch (thrown) {
    if (!(thrown instanceof RecollectError)) throw thrown;
    return `No summary: ${thrown.message}`;
  }
  return sentences.length === 0
    ? 'No summary: the passages found do not support one.'
    : `In short (${(await parts.generator()).identity.id}): ${sentences.join(' ')}`;
}

/** Breaks a text into lines of at most 88 characters. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length > 86) {
      lines.push(indent + line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line].join('\n');
}
