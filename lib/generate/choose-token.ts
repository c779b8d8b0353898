/** The most likely token; of equals the lowest id. */
export function mostLikely(logits: Float32Array): number {
  let best = 0;
  for (let token = 1; token < logits.length; token += 1)
    if ((logits[token] ?? -Infinity) > (logits[best] ?? -Infinity)) best = token;
  return best;
}

export interface SampleSettings {
  /** Above 0; less than 1 sharpens. */
  temperature: number;
  /** Tokens considered; 0 = all. */
  topK: number;
  /** Least share of probability that the considered tokens hold, 0 to 1; 1 = all. */
  topP: number;
}

/**
 * Draws a token: temperature, then the topK most likely, then of those the fewest that hold topP of the probability.
 *
 * @param logits -Infinity forbids a token; at least one is finite
 * @param random gives a number in [0, 1)
 */
export function sampleToken(logits: Float32Array, settings: SampleSettings, random: () => number): number {
  const order = rank(logits, settings.topK);
  const most = logits[order[0] ?? 0] ?? 0;
  const weights = order.map((token) =>
    Math.exp(((logits[token] ?? -Infinity) - most) / settings.temperature),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let kept = 0;
  let held = 0;
  while (kept < order.length && held < settings.topP * total) held += weights[kept++] ?? 0;
  let draw = random() * held;
  for (let at = 0; at < kept; at += 1) {
    draw -= weights[at] ?? 0;
    if (draw < 0) return order[at] ?? 0;
  }
  return order[Math.max(0, kept - 1)] ?? 0;
}

/** Allowed tokens from the most likely on; `count` of them at most (0 = all). */
export function rank(logits: Float32Array, count: number): number[] {
  const tokens: number[] = [];
  for (let token = 0; token < logits.length; token += 1)
    if ((logits[token] ?? -Infinity) > -Infinity) tokens.push(token);
  const better = (a: number, b: number) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b;
  if (count <= 0 || count >= tokens.length) return tokens.sort(better);
  // A sort of the whole vocabulary at each step would cost more than a small model's forward pass.
  const best = tokens.slice(0, count).sort(better);
  for (const token of tokens.slice(count)) {
    const last = best[count - 1];
    if (last === undefined || better(token, last) >= 0) continue;
    let at = count - 1;
    while (at > 0 && better(token, best[at - 1] ?? 0) < 0) at -= 1;
    best.splice(at, 0, token);
    best.pop();
  }
  return best;
}

/** Natural logarithm of the softmax, in place. */
export function logSoftmax(logits: Float32Array): Float32Array {
  let most = -Infinity;
  for (const value of logits) if (value > most) most = value;
  let sum = 0;
  for (const value of logits) sum += Math.exp(value - most);
  const shift = most + Math.log(sum);
  for (let at = 0; at < logits.length; at += 1) logits[at] = (logits[at] ?? 0) - shift;
  return logits;
}
