import type { LogitsProcessor } from './logits-processor';

interface Node {
  next: Map<number, Node>;
  /** Whether a text ends here. */
  whole: boolean;
}

/**
 * Holds decoding to given texts: the tokens allowed next are those with which at least one of the texts goes on. Every
 * path leads to the end of a text, so writing can always end.
 */
export interface Grounding extends LogitsProcessor {
  /** Tokens of the longest text. */
  readonly longest: number;
  /**
   * Tokens that may follow, none when a text is complete and no other goes on; null when the tokens written are not
   * the beginning of a text.
   */
  allowed(written: readonly number[]): ReadonlySet<number> | null;
}

/**
 * @param texts tokens of each text; texts without tokens are ignored
 * @param endToken allowed where one text ends and a longer one goes on
 */
export function createGrounding(texts: readonly (readonly number[])[], endToken: number): Grounding {
  const root: Node = { next: new Map(), whole: false };
  for (const tokens of texts) {
    let node = root;
    for (const token of tokens) {
      const known = node.next.get(token);
      const child = known ?? { next: new Map(), whole: false };
      if (!known) node.next.set(token, child);
      node = child;
    }
    if (node !== root) node.whole = true;
  }

  function allowed(written: readonly number[]): ReadonlySet<number> | null {
    let node: Node = root;
    for (const token of written) {
      const child = node.next.get(token);
      if (!child) return null;
      node = child;
    }
    const tokens = new Set(node.next.keys());
    if (node.whole && tokens.size > 0) tokens.add(endToken);
    return tokens;
  }

  return {
    longest: Math.max(0, ...texts.map((tokens) => tokens.length)),
    allowed,
    process(logits, written) {
      const tokens = allowed(written);
      const kept = [...(tokens ?? [])].map((token) => [token, logits[token] ?? -Infinity] as const);
      logits.fill(-Infinity);
      for (const [token, logit] of kept) logits[token] = logit;
    },
  };
}
