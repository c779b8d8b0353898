import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseConfig } from '@/lib/config';
import { ensureEmbeddingModel } from '@/lib/models/embedding-model';
import { modelKey } from '@/lib/models/identity';
import { seededRandom } from '@/lib/statistics/random';
import { openStore } from '@/lib/store/open-store';
import { storeStats } from '@/lib/store/stats';
import { splitSentences } from '@/lib/text/sentences';

/** Tags that keep about this share of the documents, in percent. */
export const SHARES = [50, 10, 1, 0.1] as const;
export const shareTag = (percent: number) => `share-${percent}`;

/** Passages a document has, about. */
const PASSAGES_PER_DOCUMENT = 6;
/** The corpus is ingested in about so many parts, until there are passages enough. */
const PARTS = 12;
const SENTENCES_PER_DOCUMENT = 40;
/** Real text, when it is at hand; one after the other. */
const ARCHIVES = ['wikipedia-en-1.jsonl.xz', 'wikipedia-en-2.jsonl.xz'];

interface SourceDocument {
  title: string;
  text: string;
}

/**
 * A data folder with at least so many passages, ingested by the real command. It is made once for each number and model
 * and kept under data/bench; an interrupted making goes on where it stopped.
 *
 * @param report hears a line before each step
 * @returns the folder, and where the text came from
 */
export async function searchCorpus(
  root: string,
  passages: number,
  report: (line: string) => void,
): Promise<{ dataDir: string; source: string }> {
  const { identity } = await ensureEmbeddingModel({ config: parseConfig(process.env) });
  const dataDir = path.join(root, 'data', 'bench', `search-${passages}-${modelKey(identity)}`);
  await mkdir(dataDir, { recursive: true });
  const archives = ARCHIVES.map((name) => path.join(root, '..', 'shared', 'text', name)).filter(existsSync);
  const source =
    archives.length > 0
      ? archives.map((file) => path.basename(file)).join(', ')
      : 'sentences of data/sample, shuffled';
  // Sentences of the sample have so few words that each stands in nearly every passage: a search by words takes twice as long.
  report(`the text is of ${source}`);
  const documents =
    archives.length > 0 ? documentsOf(archives) : shuffledDocuments(path.join(root, 'data', 'sample'));
  const perPart = Math.ceil(passages / PASSAGES_PER_DOCUMENT / PARTS);
  for (let part = 0; ; part += 1) {
    const present = await countPassages(dataDir);
    if (present >= passages) break;
    const lines: string[] = [];
    for (let number = part * perPart; number < (part + 1) * perPart; number += 1) {
      const { value } = await documents.next();
      if (!value) throw new Error(`${source} has not enough text for ${passages} passages`);
      const tags = SHARES.filter((share) => number % (100 / share) === 0).map(shareTag);
      lines.push(JSON.stringify({ id: `document-${number}`, title: value.title, text: value.text, tags }));
    }
    const file = path.join(dataDir, `part-${part}.jsonl`);
    await writeFile(file, `${lines.join('\n')}\n`);
    report(`ingesting ${lines.length} documents; ${present} of ${passages} passages are there`);
    await runIngest(root, dataDir, file);
  }
  await documents.return(undefined);
  return { dataDir, source };
}

/** Runs `npm run ingest -- TARGET` into a data folder. @throws Error when it ends badly */
export async function runIngest(root: string, dataDir: string, target: string): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(root, 'scripts', 'ingest.ts'), '--json', target],
    {
      cwd: root,
      env: { ...process.env, RECOLLECT_DATA_DIR: dataDir },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Error(`The ingest of ${target} ended with status ${status}`);
}

async function countPassages(dataDir: string): Promise<number> {
  const { databaseFile } = parseConfig({ ...process.env, RECOLLECT_DATA_DIR: dataDir });
  if (!existsSync(databaseFile)) return 0;
  // Not only to read: a corpus that an older version made is brought up to date.
  const store = await openStore(databaseFile);
  try {
    return (await storeStats(store)).passages;
  } finally {
    await store.close();
  }
}

async function* documentsOf(archives: readonly string[]): AsyncGenerator<SourceDocument, undefined> {
  for (const archive of archives) {
    const child = spawn('xz', ['-dc', archive], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      for await (const line of createInterface({ input: child.stdout }))
        yield JSON.parse(line) as SourceDocument;
    } finally {
      child.kill();
    }
  }
  return undefined;
}

/** Documents without end, of sentences that the sample corpus has; each order is new, so no passage comes twice. */
async function* shuffledDocuments(folder: string): AsyncGenerator<SourceDocument, undefined> {
  const rows = await readFile(path.join(folder, 'queries.json'), 'utf8');
  const names = [...new Set([...rows.matchAll(/[\w-]+\/[\w-]+\.(?:md|txt)/g)].map(([name]) => name))];
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  const sentences = texts.flatMap((text) =>
    splitSentences(text).map(({ start, end }) => text.slice(start, end)),
  );
  const random = seededRandom(7);
  for (;;) {
    const chosen = Array.from(
      { length: SENTENCES_PER_DOCUMENT },
      () => sentences[Math.floor(random() * sentences.length)] ?? '',
    );
    yield { title: chosen[0]?.slice(0, 60) ?? '', text: chosen.join(' ') };
  }
}
