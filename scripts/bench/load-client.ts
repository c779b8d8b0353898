import { setTimeout as sleep } from 'node:timers/promises';
import { readEventStream } from '@/lib/client/read-event-stream';
import { seededRandom } from '@/lib/statistics/random';

export const KINDS = ['search', 'summary', 'explain', 'facets', 'document', 'upload', 'delete'] as const;
export type Kind = (typeof KINDS)[number];

/** How often each is asked for, in percent. */
const SHARES: Record<Kind, number> = {
  search: 60,
  summary: 8,
  explain: 8,
  facets: 6,
  document: 8,
  upload: 6,
  delete: 4,
};

/** What came of one request. */
export interface LoadAnswer {
  kind: Kind;
  status: number;
  ms: number;
  /** What was wrong besides the status: a stream that ended with an error, an answer that is no JSON. */
  problem?: string;
}

/** Milliseconds a person or a program thinks before the next request, at most. */
const THINKING_MS = 50;
/** Seconds after which an answer counts as missing. */
const PATIENCE_S = 60;

/**
 * One of many clients: asks, reads the answer to its end, thinks a moment, asks again, until it is told to stop. What it
 * uploads it deletes again, mostly, so that the corpus neither grows nor shrinks for long.
 *
 * @param queries what is asked, at least one
 * @param number its number, from 0; its choices follow from it
 */
export async function* loadClient(
  url: string,
  queries: readonly string[],
  number: number,
  signal: AbortSignal,
): AsyncGenerator<LoadAnswer> {
  const random = seededRandom(1000 + number);
  const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)];
  const documents: string[] = [];
  const passages: number[] = [];
  let uploaded = 0;

  const requests: Record<Kind, () => { path: string; init?: RequestInit }> = {
    search: () => ({
      path: `search?${new URLSearchParams({ q: pick(queries) ?? '', mode: pick(MODES) ?? '' })}`,
    }),
    summary: () => ({ path: `summary?${new URLSearchParams({ q: pick(queries) ?? '', sentences: '2' })}` }),
    explain: () => ({
      path: `explain?${new URLSearchParams({ q: pick(queries) ?? '', passage: String(pick(passages) ?? 1) })}`,
    }),
    facets: () => ({ path: 'facets' }),
    document: () => ({ path: documents.length > 0 ? `documents/${pick(documents)}` : 'documents' }),
    upload: () => {
      uploaded += 1;
      const text = Array.from({ length: 12 }, () => pick(queries)).join('. ');
      const document = { id: `${number}-${uploaded}`, title: `Load ${number} ${uploaded}`, text };
      return {
        path: 'documents',
        init: {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ collection: `load-${number}`, documents: [document] }),
        },
      };
    },
    delete: () => ({ path: `documents?collection=load-${number}`, init: { method: 'DELETE' } }),
  };

  while (!signal.aborted) {
    const kind = kindOf(random() * 100);
    const { path, init } = requests[kind]();
    const started = performance.now();
    let status = 0;
    let problem: string | undefined;
    try {
      const response = await fetch(`${url}/api/v1/${path}`, {
        ...init,
        signal: AbortSignal.timeout(PATIENCE_S * 1000),
      });
      status = response.status;
      problem = await read(response, kind, { documents, passages });
    } catch (thrown) {
      const { cause } = thrown as { cause?: unknown };
      problem = cause === undefined ? String(thrown) : `${String(thrown)} (${String(cause)})`;
    }
    yield { kind, status, ms: performance.now() - started, ...(problem === undefined ? {} : { problem }) };
    await sleep(random() * THINKING_MS);
  }
}

const MODES = ['hybrid', 'semantic', 'lexical'] as const;

function kindOf(at: number): Kind {
  let sum = 0;
  return KINDS.find((kind) => (sum += SHARES[kind]) > at) ?? 'search';
}

/** Reads an answer to its end and remembers what later requests may name. @returns what was wrong with it */
async function read(
  response: Response,
  kind: Kind,
  seen: { documents: string[]; passages: number[] },
): Promise<string | undefined> {
  if (kind === 'summary' && response.ok && response.body) {
    let last = '';
    for await (const { event, data } of readEventStream(response.body))
      last = event === 'error' ? `${event} ${data}` : event;
    return last === 'done' || /overloaded/.test(last)
      ? undefined
      : `the stream ended with ${last || 'nothing'}`;
  }
  const body = (await response.json()) as {
    hits?: { document: { id: string }; passages: { id: number }[] }[];
  };
  for (const { document, passages } of body.hits ?? []) {
    seen.documents.push(document.id);
    seen.passages.push(...passages.map(({ id }) => id));
  }
  seen.documents.splice(0, seen.documents.length - 50);
  seen.passages.splice(0, seen.passages.length - 50);
  return undefined;
}
