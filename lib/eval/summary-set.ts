import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { RecollectError } from '@/lib/errors';

const exampleSchema = z.object({
  id: z.coerce.string(),
  document: z.string(),
  /** What people wrote of it; the best match counts. */
  summaries: z.array(z.string()).min(1),
  /** What was asked, where the summary answers a question. */
  query: z.string().optional(),
});

export type SummaryExample = z.infer<typeof exampleSchema>;

/** Texts with the summaries that people wrote of them. */
export interface SummarySet {
  /** Name of its file, without extensions. */
  name: string;
  examples: SummaryExample[];
}

const EXTENSION = /\.jsonl(?:\.xz)?$/;
/** Sets for measuring say so in their name; others in the same folder are for training. */
const FOR_MEASURING = /-(?:dev|val|test)$/;
/** Bytes a decompressed set may have. */
const MOST_BYTES = 1 << 30;

/**
 * Names the sets of a path: the file itself, or the folder's `*.jsonl` and `*.jsonl.xz` whose names end in -dev, -val
 * or -test; all of them where no name does.
 *
 * @returns absolute paths, by name
 * @throws RecollectError `file_not_found`
 */
export async function findSummarySets(target: string): Promise<string[]> {
  const absolute = path.resolve(target);
  if (!existsSync(absolute)) throw new RecollectError('file_not_found', { path: absolute });
  if (statSync(absolute).isFile()) return [absolute];
  const files = (await readdir(absolute)).filter((name) => EXTENSION.test(name)).sort();
  const measuring = files.filter((name) => FOR_MEASURING.test(setName(name)));
  const chosen = measuring.length > 0 ? measuring : files;
  if (chosen.length === 0)
    throw new RecollectError('file_not_found', { path: path.join(absolute, '*.jsonl[.xz]') });
  return chosen.map((name) => path.join(absolute, name));
}

/**
 * Reads JSON lines `{id, document, summaries, query?}`; `.xz` is decompressed by the `xz` program.
 *
 * @throws RecollectError `evaluation_set_invalid`, naming the line; also where `xz` is missing or fails
 */
export async function readSummarySet(file: string): Promise<SummarySet> {
  const lines = (await readLines(file)).split('\n').filter((line) => line.trim() !== '');
  const examples = lines.map((line, index) => {
    const parsed = exampleSchema.safeParse(jsonOf(line));
    if (parsed.success) return parsed.data;
    const reason = 'it is not a JSON object with id, document, summaries and perhaps query';
    throw new RecollectError('evaluation_set_invalid', { path: `${file} line ${index + 1}`, reason });
  });
  if (examples.length === 0)
    throw new RecollectError('evaluation_set_invalid', { path: file, reason: 'it has no line' });
  return { name: setName(file), examples };
}

function setName(file: string): string {
  return path.basename(file).replace(EXTENSION, '');
}

async function readLines(file: string): Promise<string> {
  if (!file.endsWith('.xz')) return readFile(file, 'utf8');
  try {
    const { stdout } = await promisify(execFile)('xz', ['-dc', '--', file], { maxBuffer: MOST_BYTES });
    return stdout;
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const reason = missing
      ? 'the program xz, which decompresses it, is not installed'
      : `xz could not decompress it (${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)})`;
    throw new RecollectError('evaluation_set_invalid', { path: file, reason }, { cause });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
