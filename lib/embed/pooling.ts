/**
 * Makes one vector of the token vectors of a text.
 *
 * @param hidden last hidden state, [batch, tokens, dimension] row by row
 * @param row position of the text in the batch
 * @param length its tokens without padding
 * @param tokens tokens of the batch's longest text
 * @returns the mean over the text's tokens, or the vector of its first token (`cls`)
 */
export function pool(
  hidden: Float32Array,
  { row, length, tokens, dimension }: { row: number; length: number; tokens: number; dimension: number },
  pooling: 'mean' | 'cls',
): Float32Array {
  const start = row * tokens * dimension;
  if (pooling === 'cls') return hidden.slice(start, start + dimension);
  const sum = new Float32Array(dimension);
  for (let token = 0; token < length; token++) {
    const offset = start + token * dimension;
    for (let axis = 0; axis < dimension; axis++) sum[axis] = (sum[axis] ?? 0) + (hidden[offset + axis] ?? 0);
  }
  for (let axis = 0; axis < dimension; axis++) sum[axis] = (sum[axis] ?? 0) / length;
  return sum;
}

/**
 * Scales a vector to length 1, in place.
 *
 * @returns what is wrong with a vector that has no direction (NaN, infinity or all zeros), else null
 */
export function normalise(vector: Float32Array): 'NaN' | 'a zero vector' | null {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (!Number.isFinite(squares)) return 'NaN';
  if (squares === 0) return 'a zero vector';
  const scale = 1 / Math.sqrt(squares);
  for (let axis = 0; axis < vector.length; axis++) vector[axis] = (vector[axis] ?? 0) * scale;
  return null;
}
