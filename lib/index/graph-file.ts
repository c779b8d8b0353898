import { GRAPH_CONSTRUCTION, GRAPH_LINKS } from './hnsw';

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

export interface GraphShape {
  dimension: number;
  /** Number of elements, dead ones included. */
  elements: number;
}

/**
 * Reads a graph file as hnswlib would and finds what it would stumble over. hnswlib itself checks next to nothing: a
 * header with less room than elements overruns the heap, a link to an element that is not there reads beyond it, and
 * either ends the process.
 *
 * @param visit hears of every element: its vector and whether it is dead; returns what is wrong with it, or null
 * @returns what is wrong, or null
 */
export function checkGraphFile(
  bytes: Uint8Array,
  { dimension, elements }: GraphShape,
  visit: (element: number, vector: Float32Array, dead: boolean) => string | null = () => null,
): string | null {
  if (bytes.byteLength < HEADER_BYTES) return 'it is shorter than its header';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = (at: number) => Number(view.getBigUint64(at, true));
  const lowestLinks = 2 * GRAPH_LINKS;
  const vectorAt = ID_BYTES * (lowestLinks + 1);
  const labelAt = vectorAt + dimension * ID_BYTES;
  const elementBytes = labelAt + LABEL_BYTES;
  const upperBytes = ID_BYTES * (GRAPH_LINKS + 1);
  const topLayer = view.getInt32(48, true);
  const entry = view.getUint32(52, true);
  const header: [string, number, number][] = [
    ['layer offset', size(0), 0],
    ['number of elements', size(16), elements],
    ['size of an element', size(24), elementBytes],
    ['place of labels', size(32), labelAt],
    ['place of vectors', size(40), vectorAt],
    ['number of upper links', size(56), GRAPH_LINKS],
    ['number of lowest links', size(64), lowestLinks],
    ['links', size(72), GRAPH_LINKS],
    ['construction', size(88), GRAPH_CONSTRUCTION],
  ];
  for (const [name, found, expected] of header)
    if (found !== expected) return `its ${name} is ${found}, not ${expected}`;
  if (size(8) < elements || size(8) > 16 * elements + 65_536) return `it has room for ${size(8)} elements`;
  if (Math.abs(view.getFloat64(80, true) - 1 / Math.log(GRAPH_LINKS)) > 1e-9)
    return 'its layers are of another kind';
  if (elements > 0 && entry >= elements) return `its entry ${entry} does not exist`;

  const upperAt = HEADER_BYTES + elements * elementBytes;
  if (bytes.byteLength < upperAt) return 'it is shorter than its elements';
  const linksFault = (at: number, most: number): string | null => {
    const count = view.getUint32(at, true) & COUNT_MASK;
    if (count > most) return `an element has ${count} links`;
    for (let link = 1; link <= count; link += 1)
      if (view.getUint32(at + link * ID_BYTES, true) >= elements)
        return 'a link leads to an element that does not exist';
    return null;
  };
  for (let element = 0; element < elements; element += 1) {
    const at = HEADER_BYTES + element * elementBytes;
    if (size(at + labelAt) !== element) return `element ${element} has another label`;
    const dead = (view.getUint32(at, true) & DEAD_BIT) !== 0;
    // A copy, since elements are not aligned to the size of a number; Buffer's own slice would not make one.
    const vector = new Float32Array(new Uint8Array(bytes.subarray(at + vectorAt, at + labelAt)).buffer);
    const fault = linksFault(at, lowestLinks) ?? visit(element, vector, dead);
    if (fault) return fault;
  }
  return upperFault(view, { at: upperAt, elements, upperBytes, topLayer, entry }, linksFault);
}

/** Links in upper layers lead only to elements that are in those layers too, or hnswlib would read a null pointer. */
function upperFault(
  view: DataView,
  shape: { at: number; elements: number; upperBytes: number; topLayer: number; entry: number },
  linksFault: (at: number, most: number) => string | null,
): string | null {
  const { elements, upperBytes, topLayer, entry } = shape;
  const starts: number[] = [];
  const layers: number[] = [];
  let at = shape.at;
  for (let element = 0; element < elements; element += 1) {
    if (at + ID_BYTES > view.byteLength) return 'it ends in its upper layers';
    const length = view.getUint32(at, true);
    if (length % upperBytes !== 0 || at + ID_BYTES + length > view.byteLength)
      return 'its upper layers are cut';
    starts.push(at + ID_BYTES);
    layers.push(length / upperBytes);
    at += ID_BYTES + length;
  }
  if (at !== view.byteLength) return 'it is longer than its elements';
  if (elements > 0 && layers[entry] !== topLayer) return 'its entry is not in its highest layer';
  for (let element = 0; element < elements; element += 1) {
    for (let layer = 1; layer <= (layers[element] ?? 0); layer += 1) {
      const links = (starts[element] ?? 0) + (layer - 1) * upperBytes;
      const fault = linksFault(links, GRAPH_LINKS);
      if (fault) return fault;
      const count = view.getUint32(links, true) & COUNT_MASK;
      for (let link = 1; link <= count; link += 1)
        if ((layers[view.getUint32(links + link * ID_BYTES, true)] ?? 0) < layer)
          return 'a link leads to an element that is not in its layer';
    }
  }
  return null;
}
