/**
 * Cuts texts into batches of similar length, so that little is spent on padding: a batch costs
 * (texts × longest text) tokens whatever the others hold.
 *
 * @param lengths tokens of each text
 * @param tokenBudget most tokens of a batch, padding included; a single longer text is a batch of its own
 * @returns positions of the texts, batch by batch, longest texts first, so that memory peaks at once and not late
 */
export function planBatches(lengths: readonly number[], tokenBudget: number): number[][] {
  const order = lengths.map((length, position) => ({ length, position }));
  order.sort((a, b) => b.length - a.length || a.position - b.position);
  const batches: number[][] = [];
  let batch: number[] = [];
  let longest = 0;
  for (const { length, position } of order) {
    if (batch.length > 0 && longest * (batch.length + 1) > tokenBudget) {
      batches.push(batch);
      batch = [];
    }
    if (batch.length === 0) longest = length;
    batch.push(position);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
