import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { checkGraphFile } from './graph-file';
import { GRAPH_CONSTRUCTION, GRAPH_LINKS, readHnsw, type HnswIndex } from './hnsw';

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
 * older pair in force.
 *
 * @param dir folder of the snapshot, made when it is missing; nothing else belongs there
 * @param change the last change of the database that the graph knows of
 */
export function saveSnapshot(
  dir: string,
  graph: HnswIndex,
  { modelKey, dimension }: SnapshotKind,
  change: number,
): void {
  mkdirSync(/* turbopackIgnore: true */ dir, { recursive: true });
  const file = `graph-${randomUUID()}.hnsw`;
  const place = path.join(/* turbopackIgnore: true */ dir, file);
  graph.write(place);
  flush(place);
  const manifest: z.infer<typeof manifestSchema> = {
    format: FORMAT,
    modelKey,
    dimension,
    metric: 'inner-product',
    links: GRAPH_LINKS,
    construction: GRAPH_CONSTRUCTION,
    count: graph.size,
    change,
    file,
    sha256: sha256(readFileSync(/* turbopackIgnore: true */ place)),
    labels: [...graph.elementLabels()],
  };
  const partial = path.join(/* turbopackIgnore: true */ dir, `${MANIFEST}.${randomUUID()}.partial`);
  writeFileSync(partial, JSON.stringify(manifest));
  flush(partial);
  renameSync(partial, path.join(/* turbopackIgnore: true */ dir, MANIFEST));
  flush(dir);
  removeOthers(dir, file);
}

/**
 * Reads the snapshot, if every byte of it is what this process would have written.
 *
 * @param vectorOf the vector that the database has for a label, or undefined; an element with another one would find
 *   the wrong neighbours
 */
export function loadSnapshot(
  dir: string,
  kind: SnapshotKind,
  vectorOf: (label: number) => Float32Array | undefined,
): LoadedSnapshot {
  const place = path.join(/* turbopackIgnore: true */ dir, MANIFEST);
  if (!existsSync(place)) {
    const left = existsSync(dir) && readdirSync(dir).some((name) => GRAPH_FILE.test(name));
    return left ? { state: 'rejected', reason: 'its manifest is missing' } : { state: 'missing' };
  }
  try {
    return readSnapshot(dir, place, kind, vectorOf);
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
  const bytes = readFileSync(file);
  if (sha256(bytes) !== manifest.sha256) return rejected('its graph file is not the one that was written');
  const fault = checkGraphFile(
    bytes,
    { dimension, elements: manifest.labels.length },
    (element, vector, dead) => {
      const label = manifest.labels[element] ?? -1;
      if (dead !== label < 0) return `element ${element} is ${dead ? 'dead' : 'alive'} against the manifest`;
      const known = dead ? undefined : vectorOf(label);
      return known && !equal(known, vector) ? `it has another vector for ${label} than the database` : null;
    },
  );
  if (fault) return rejected(fault);
  return { state: 'loaded', graph: readHnsw(file, dimension, manifest.labels) };
}

/** Removes the snapshot, whatever state it is in. */
export function discardSnapshot(dir: string): void {
  rmSync(path.join(/* turbopackIgnore: true */ dir, MANIFEST), { force: true });
  if (existsSync(dir)) removeOthers(dir, null);
}

function removeOthers(dir: string, kept: string | null): void {
  for (const name of readdirSync(dir)) {
    const ours = GRAPH_FILE.test(name) || name.startsWith(`${MANIFEST}.`);
    if (ours && name !== kept) rmSync(path.join(/* turbopackIgnore: true */ dir, name), { force: true });
  }
}

/** Makes sure that a file, or the names in a folder, survive a power cut. */
function flush(place: string): void {
  const handle = openSync(place, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function equal(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
