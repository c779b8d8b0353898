/** @throws RangeError when the vector cannot be compared with those of an index: NaN would poison every answer */
export function checkVector(vector: Float32Array, dimension: number): void {
  if (vector.length !== dimension) {
    throw new RangeError(`A vector has ${vector.length} values; the index has ${dimension}`);
  }
  for (const value of vector) {
    if (!Number.isFinite(value)) throw new RangeError(`A vector holds ${value}; only finite numbers compare`);
  }
}

/** @throws RangeError when k is not a whole number from 1 */
export function checkK(k: number): void {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`k is ${k}; it must be a whole number from 1`);
}

/** @throws RangeError when the label does not fit the 32 bits that every index keeps of it */
export function checkLabel(label: number): void {
  if (!Number.isInteger(label) || label < 0 || label > 0xffff_ffff) {
    throw new RangeError(`The label ${label} is not a whole number from 0 to 4294967295`);
  }
}

/** Whether two vectors are the same to the bit; NaN is like nothing. */
export function sameVector(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
