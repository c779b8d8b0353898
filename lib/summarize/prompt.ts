import type { RankedCandidate } from './spine';

/** What the model was taught to answer with a summary (training/prompt.py). */
const CUE = '\nTL;DR:';
/** Tokens of passages: more would cost the reader time and hardly change what is chosen. */
const PASSAGE_TOKENS = 420;

/**
 * The prompt: the spine and, as far as there is room, what stands around it, a line per passage, then the query and the
 * cue. The whole keeps the order of the passages.
 */
export function buildPrompt(
  ranked: readonly RankedCandidate[],
  spine: readonly RankedCandidate[],
  query: string,
  budget = PASSAGE_TOKENS,
): string {
  const chosen = new Set(spine);
  const others = ranked.filter((one) => !chosen.has(one)).sort((a, b) => b.score - a.score);
  let used = 0;
  const kept = [...spine, ...others].filter((one) => {
    const cost = estimateTokens(one.candidate.text);
    if (used + cost > budget) return chosen.has(one) && used === 0;
    used += cost;
    return true;
  });
  const lines = new Map<number, string[]>();
  kept.sort((a, b) => a.candidate.passage - b.candidate.passage || a.candidate.start - b.candidate.start);
  for (const { candidate } of kept) {
    const line = lines.get(candidate.passage) ?? [];
    line.push(candidate.text);
    lines.set(candidate.passage, line);
  }
  const passages = [...lines.values()].map((line) => line.join(' ')).join('\n');
  return `${passages}${query ? `\nQuery: ${query}` : ''}${CUE}`;
}

/**
 * Tokens that byte-level BPE trained mostly on English makes of a text: of Chinese almost one a byte (measured: 2.7 a
 * character), of English one in about four.
 */
export function estimateTokens(text: string): number {
  const plain = text.match(/[\x20-\x7e]/g)?.length ?? 0;
  const others = new TextEncoder().encode(text).length - plain;
  return Math.ceil(plain / 3.6 + others);
}
