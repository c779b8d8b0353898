import { GRAPH_CONSTRUCTION, GRAPH_LINKS } from './hnsw';

/** Bytes at a place of the file, in memory that the next call writes over. @throws when the file has not as many */
export interface PiecewiseFile {
  readonly size: number;
  read(at: number, length: number): DataView;
}

/**
 * The file hnswlib writes (hnswalg.h, saveIndex), little-endian: a header; then for every element its links in the
 * lowest layer, its vector and its label; then for every element the length of its links in the upper layers and those.
 */
const HEADER_BYTES = 96;
const ID_BYTES = 4;
const LABEL_BYTES = 8;
/** In the word that counts an element's links the third byte is set when the element is dead. */
const DEAD_BIT = 0x01_00_00;
const COUNT_MASK = 0xffff;
const LOWEST_LINKS = 2 * GRAPH_LINKS;
/** Of an element in one upper layer: the length of its links, and those. */
const UPPER_BYTES = ID_BYTES * (GRAPH_LINKS + 1);

export interface GraphShape {
  dimension: number;
  /** Number of elements, dead ones included. */
  elements: number;
}

/** Upper layers that the few elements of a small graph may have beyond one each. */
const SPARE_LAYERS = 64;
/** Elements read in one go, a megabyte or two. */
const ELEMENTS_AT_ONCE = 1_000;

/**
 * Reads a graph file as hnswlib would and finds what it would stumble over. hnswlib itself checks next to nothing: a
 * header with less room than elements overruns the heap, a link to an element that is not there reads beyond it, and
 * either ends the process.
 *
 * The file is as large as all vectors together, so its elements are read a piece at a time.
 *
 * @param visit hears of every element: its vector, to be copied if it is kept, and whether it is dead; returns what is
 *   wrong with it, or null
 * @returns what is wrong, or null
 */
export function checkGraphFile(
  file: PiecewiseFile,
  { dimension, elements }: GraphShape,
  visit: (element: number, vector: Float32Array, dead: boolean) => string | null = () => null,
): string | null {
  // hnswlib makes no room for such a graph, and cannot grow it.
  if (elements === 0) return 'it has no elements';
  if (file.size < HEADER_BYTES) return 'it is shorter than its header';
  const vectorAt = ID_BYTES * (LOWEST_LINKS + 1);
  const labelAt = vectorAt + dimension * ID_BYTES;
  const elementBytes = labelAt + LABEL_BYTES;
  const { fault, topLayer, entry } = readHeader(file.read(0, HEADER_BYTES), {
    elements,
    elementBytes,
    labelAt,
    vectorAt,
  });
  if (fault) return fault;
  const upperAt = HEADER_BYTES + elements * elementBytes;
  if (file.size < upperAt) return 'it is shorter than its elements';
  // An element in sixteen is in an upper layer; beyond one for each there is nothing to be read.
  const mostUpper = elements * (ID_BYTES + UPPER_BYTES) + SPARE_LAYERS * UPPER_BYTES;
  if (file.size > upperAt + mostUpper) return 'it is longer than its elements';
  const vector = new Float32Array(dimension);
  const vectorBytes = new Uint8Array(vector.buffer);
  for (let first = 0; first < elements; first += ELEMENTS_AT_ONCE) {
    const count = Math.min(ELEMENTS_AT_ONCE, elements - first);
    const view = file.read(HEADER_BYTES + first * elementBytes, count * elementBytes);
    for (let index = 0; index < count; index += 1) {
      const at = index * elementBytes;
      const element = first + index;
      if (sizeAt(view, at + labelAt) !== element) return `element ${element} has another label`;
      const dead = (view.getUint32(at, true) & DEAD_BIT) !== 0;
      // Elements are not aligned to the size of a number.
      vectorBytes.set(new Uint8Array(view.buffer, view.byteOffset + at + vectorAt, vectorBytes.byteLength));
      const wrong = linksFault(view, at, { most: LOWEST_LINKS, elements }) ?? visit(element, vector, dead);
      if (wrong) return wrong;
    }
  }
  return upperFault(file.read(upperAt, file.size - upperAt), { elements, topLayer, entry });
}

function readHeader(
  view: DataView,
  shape: { elements: number; elementBytes: number; labelAt: number; vectorAt: number },
): { fault: string | null; topLayer: number; entry: number } {
  const { elements, elementBytes, labelAt, vectorAt } = shape;
  const size = (at: number) => sizeAt(view, at);
  const [topLayer, entry] = [view.getInt32(48, true), view.getUint32(52, true)];
  const faulty = (fault: string | null) => ({ fault, topLayer, entry });
  const header: [string, number, number][] = [
    ['layer offset', size(0), 0],
    ['number of elements', size(16), elements],
    ['size of an element', size(24), elementBytes],
    ['place of labels', size(32), labelAt],
    ['place of vectors', size(40), vectorAt],
    ['number of upper links', size(56), GRAPH_LINKS],
    ['number of lowest links', size(64), LOWEST_LINKS],
    ['links', size(72), GRAPH_LINKS],
    ['construction', size(88), GRAPH_CONSTRUCTION],
  ];
  for (const [name, found, expected] of header)
    if (found !== expected) return faulty(`its ${name} is ${found}, not ${expected}`);
  if (size(8) < elements || size(8) > 16 * elements + 65_536)
    return faulty(`it has room for ${size(8)} elements`);
  if (Math.abs(view.getFloat64(80, true) - 1 / Math.log(GRAPH_LINKS)) > 1e-9)
    return faulty('its layers are of another kind');
  return faulty(entry >= elements ? `its entry ${entry} does not exist` : null);
}

/** What is wrong with the list of links at a place: its length, then the elements. */
function linksFault(
  view: DataView,
  at: number,
  { most, elements }: { most: number; elements: number },
): string | null {
  const count = view.getUint32(at, true) & COUNT_MASK;
  if (count > most) return `an element has ${count} links`;
  for (let link = 1; link <= count; link += 1)
    if (view.getUint32(at + link * ID_BYTES, true) >= elements)
      return 'a link leads to an element that does not exist';
  return null;
}

/** Links in upper layers lead only to elements that are in those layers too, or hnswlib would read a null pointer. */
function upperFault(
  view: DataView,
  { elements, topLayer, entry }: { elements: number; topLayer: number; entry: number },
): string | null {
  const starts: number[] = [];
  const layers: number[] = [];
  let at = 0;
  for (let element = 0; element < elements; element += 1) {
    if (at + ID_BYTES > view.byteLength) return 'it ends in its upper layers';
    const length = view.getUint32(at, true);
    if (length % UPPER_BYTES !== 0 || at + ID_BYTES + length > view.byteLength)
      return 'its upper layers are cut';
    starts.push(at + ID_BYTES);
    layers.push(length / UPPER_BYTES);
    at += ID_BYTES + length;
  }
  if (at !== view.byteLength) return 'it is longer than its elements';
  if (layers[entry] !== topLayer) return 'its entry is not in its highest layer';
  for (let element = 0; element < elements; element += 1) {
    for (let layer = 1; layer <= (layers[element] ?? 0); layer += 1) {
      const links = (starts[element] ?? 0) + (layer - 1) * UPPER_BYTES;
      const fault = linksFault(view, links, { most: GRAPH_LINKS, elements });
      if (fault) return fault;
      const count = view.getUint32(links, true) & COUNT_MASK;
      for (let link = 1; link <= count; link += 1)
        if ((layers[view.getUint32(links + link * ID_BYTES, true)] ?? 0) < layer)
          return 'a link leads to an element that is not in its layer';
    }
  }
  return null;
}

function sizeAt(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}
