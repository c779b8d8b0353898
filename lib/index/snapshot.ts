import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { sameVector } from './check-vector';
import { checkGraphFile } from './graph-file';
import { GRAPH_CONSTRUCTION, GRAPH_LINKS, readHnsw, type HnswIndex } from './hnsw';
import { sha256Of, withPiecewiseFile } from './piecewise-file';

/** What the vectors of a snapshot must agree with. */
export interface SnapshotKind {
  /** See modelKey in lib/models/identity.ts. */
  modelKey: string;
  dimension: number;
}

const FORMAT = 1;
const MANIFEST = 'manifest.json';
const GRAPH_FILE = /^graph-[0-9a-f-]{36}\.hnsw(?:\.partial)?$/;

const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  modelKey: z.string(),
  dimension: z.number().int().positive(),
  metric: z.literal('inner-product'),
  links: z.literal(GRAPH_LINKS),
  construction: z.literal(GRAPH_CONSTRUCTION),
  /** Live vectors. */
  count: z.number().int().min(0),
  /** The last change of the database that the graph knows of. */
  change: z.number().int().min(0),
  file: z.string().regex(GRAPH_FILE),
  sha256: z.string(),
  /** Label of every element, -1 for dead ones. */
  labels: z.array(z.number().int().min(-1).max(0xffff_ffff)),
});

/** A snapshot only makes a start faster: one that cannot be used is thrown away, never repaired. */
export type LoadedSnapshot =
  { state: 'loaded'; graph: HnswIndex } | { state: 'missing' } | { state: 'rejected'; reason: string };

/**
 * Writes the graph and then, in one rename, the manifest that names it; a process that dies in between leaves the
 * older pair in force. The graph is written before this returns its promise, so it may change afterwards; only that part
 * blocks the thread.
 *
 * @param dir folder of the snapshot, made when it is missing; nothing else belongs there
 * @param change the last change of the database that the graph knows of
 */
export async function saveSnapshot(
  dir: string,
  graph: HnswIndex,
  { modelKey, dimension }: SnapshotKind,
  change: number,
): Promise<void> {
  mkdirSync(/* turbopackIgnore: true */ dir, { recursive: true });
  const file = `graph-${randomUUID()}.hnsw`;
  const place = path.join(/* turbopackIgnore: true */ dir, file);
  graph.write(place);
  const about = { count: graph.size, labels: [...graph.elementLabels()] };
  await flush(place);
  const manifest: z.infer<typeof manifestSchema> = {
    format: FORMAT,
    modelKey,
    dimension,
    metric: 'inner-product',
    links: GRAPH_LINKS,
    construction: GRAPH_CONSTRUCTION,
    change,
    file,
    sha256: await sha256OfFile(place),
    ...about,
  };
  const partial = path.join(/* turbopackIgnore: true */ dir, `${MANIFEST}.${randomUUID()}.partial`);
  await writeFile(partial, JSON.stringify(manifest));
  await flush(partial);
  await rename(partial, path.join(/* turbopackIgnore: true */ dir, MANIFEST));
  await flush(dir);
  await removeOthers(dir, file);
}

/**
 * Reads the snapshot, if every byte of it is what this process would have written. It is read once to be checked and once
 * by hnswlib: whoever may write to the folder could replace it in between, as he could the database.
 *
 * @param vectorOf the vector that the database has for a label, or undefined; an element with another one would find
 *   the wrong neighbours
 */
export function loadSnapshot(
  dir: string,
  kind: SnapshotKind,
  vectorOf: (label: number) => Float32Array | undefined,
): LoadedSnapshot {
  try {
    const place = path.join(/* turbopackIgnore: true */ dir, MANIFEST);
    if (existsSync(place)) return readSnapshot(dir, place, kind, vectorOf);
    const left = existsSync(dir) && readdirSync(dir).some((name) => GRAPH_FILE.test(name));
    return left ? { state: 'rejected', reason: 'its manifest is missing' } : { state: 'missing' };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { state: 'rejected', reason: `it cannot be read: ${reason}` };
  }
}

function readSnapshot(
  dir: string,
  place: string,
  { modelKey, dimension }: SnapshotKind,
  vectorOf: (label: number) => Float32Array | undefined,
): LoadedSnapshot {
  const rejected = (reason: string): LoadedSnapshot => ({ state: 'rejected', reason });
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(place, 'utf8')));
  if (!parsed.success) return rejected('its manifest is not one of this version');
  const manifest = parsed.data;
  if (manifest.modelKey !== modelKey) return rejected('it belongs to another model');
  if (manifest.dimension !== dimension)
    return rejected(`its vectors have ${manifest.dimension} values, not ${dimension}`);
  const live = manifest.labels.filter((label) => label >= 0);
  if (live.length !== manifest.count || new Set(live).size !== live.length)
    return rejected('its manifest contradicts itself');
  const file = path.join(/* turbopackIgnore: true */ dir, manifest.file);
  const fault = withPiecewiseFile(file, (graph) => {
    if (sha256Of(graph) !== manifest.sha256) return 'its graph file is not the one that was written';
    return checkGraphFile(graph, { dimension, elements: manifest.labels.length }, (element, vector, dead) => {
      const label = manifest.labels[element] ?? -1;
      if (dead !== label < 0) return `element ${element} is ${dead ? 'dead' : 'alive'} against the manifest`;
      const known = dead ? undefined : vectorOf(label);
      return known && !sameVector(known, vector)
        ? `it has another vector for ${label} than the database`
        : null;
    });
  });
  if (fault) return rejected(fault);
  return { state: 'loaded', graph: readHnsw(file, dimension, manifest.labels) };
}

/** Removes the snapshot, whatever state it is in. */
export async function discardSnapshot(dir: string): Promise<void> {
  await rm(path.join(/* turbopackIgnore: true */ dir, MANIFEST), { force: true });
  await removeOthers(dir, null);
}

async function removeOthers(dir: string, kept: string | null): Promise<void> {
  for (const name of await readdir(dir)) {
    const ours = GRAPH_FILE.test(name) || name.startsWith(`${MANIFEST}.`);
    if (ours && name !== kept) await rm(path.join(/* turbopackIgnore: true */ dir, name), { force: true });
  }
}

/** Makes sure that a file, or the names in a folder, survive a power cut. */
async function flush(place: string): Promise<void> {
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sha256OfFile(place: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(place), hash);
  return hash.digest('hex');
}
