import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkGraphFile } from '@/lib/index/graph-file';
import { HnswIndex } from '@/lib/index/hnsw';
import { withPiecewiseFile } from '@/lib/index/piecewise-file';
import { vectorOf } from '../store/open-temporary';

const DIMENSION = 16;
/** More than are read in one go, and not a multiple of it. */
const COUNT = 2_345;
/** As in lib/index/graph-file.ts: links, vector, label. */
const ELEMENT_BYTES = 4 * 33 + 4 * DIMENSION + 8;
const elementAt = (element: number) => 96 + element * ELEMENT_BYTES;
const vectors = Array.from({ length: COUNT }, (_, at) => vectorOf(`text ${at}`, DIMENSION));
let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'recollect-graph-'));
  file = path.join(folder, 'graph.hnsw');
  const index = new HnswIndex(DIMENSION);
  for (const [label, vector] of vectors.entries()) index.add(label, vector);
  index.remove(1_500);
  index.write(file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (place: string, visit?: Parameters<typeof checkGraphFile>[2]) =>
  withPiecewiseFile(place, (graph) =>
    checkGraphFile(graph, { dimension: DIMENSION, elements: COUNT }, visit),
  );

it('hears of every element, its vector and whether it is dead, over the pieces it reads', () => {
  const seen: number[] = [];
  const fault = check(file, (element, vector, dead) => {
    expect([...vector]).toEqual([...(vectors[element] ?? [])]);
    expect(dead).toBe(element === 1_500);
    seen.push(element);
    return null;
  });
  expect(fault).toBeNull();
  expect(seen).toEqual([...vectors.keys()]);
});

it('says what a visitor finds wrong, and asks no further', () => {
  expect(check(file, (element) => (element === 1_000 ? 'it is odd' : null))).toBe('it is odd');
});

it.each([
  [
    'a link to nowhere in the last piece',
    elementAt(2_300) + 4,
    'a link leads to an element that does not exist',
  ],
  ['another label at the first of a piece', elementAt(2_000 + 1) - 8, 'element 2000 has another label'],
])('finds %s', (_, at, fault) => {
  const bytes = readFileSync(file);
  bytes.writeUInt32LE(COUNT + 7, at);
  const crafted = path.join(folder, 'crafted.hnsw');
  writeFileSync(crafted, bytes);
  expect(check(crafted)).toBe(fault);
});
