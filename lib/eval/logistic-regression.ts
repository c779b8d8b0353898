/** An example: its features, whether it is positive, and how much it counts (above 0). */
export interface Example {
  features: readonly number[];
  positive: boolean;
  weight: number;
}

const STEPS = 40;
/** Keeps weights finite where a feature separates the examples. */
const RIDGE = 1e-4;

/**
 * Fits logistic regression by Newton's method (iteratively reweighted least squares; McCullagh & Nelder 1989, 4.4).
 *
 * @param examples one or more, all with the same number of features; a constant feature is the caller's to give
 * @returns one weight a feature
 */
export function fitLogistic(examples: readonly Example[]): number[] {
  const width = examples[0]?.features.length ?? 0;
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const weights = new Array<number>(width).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = weights.map((weight) => -RIDGE * weight);
    const curvature = weights.map((_, row) =>
      weights.map((_, column): number => (row === column ? RIDGE : 0)),
    );
    for (const { features, positive, weight } of examples) {
      const probability = logistic(weights, features);
      const share = weight / total;
      for (let row = 0; row < width; row += 1) {
        const value = features[row] ?? 0;
        gradient[row] = (gradient[row] ?? 0) + share * ((positive ? 1 : 0) - probability) * value;
        const line = curvature[row] ?? [];
        for (let column = 0; column < width; column += 1)
          line[column] =
            (line[column] ?? 0) + share * probability * (1 - probability) * value * (features[column] ?? 0);
      }
    }
    const change = solve(curvature, gradient);
    for (let row = 0; row < width; row += 1) weights[row] = (weights[row] ?? 0) + (change[row] ?? 0);
    if (Math.max(...change.map(Math.abs)) < 1e-9) break;
  }
  return weights;
}

/** Probability of an example being positive, 0 to 1. */
export function logistic(weights: readonly number[], features: readonly number[]): number {
  const logit = features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
  return 1 / (1 + Math.exp(-logit));
}

/** Gaussian elimination with pivots, for a positive definite matrix; both arguments are used up. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  const at = (row: number, column: number) => matrix[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < size; pivot += 1) {
    for (let row = pivot + 1; row < size; row += 1) {
      const factor = at(row, pivot) / at(pivot, pivot);
      const line = matrix[row] ?? [];
      for (let column = pivot; column < size; column += 1)
        line[column] = at(row, column) - factor * at(pivot, column);
      right[row] = (right[row] ?? 0) - factor * (right[pivot] ?? 0);
    }
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let value = right[row] ?? 0;
    for (let column = row + 1; column < size; column += 1) value -= at(row, column) * (right[column] ?? 0);
    right[row] = value / at(row, row);
  }
  return right;
}
