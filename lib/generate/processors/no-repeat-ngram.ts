import type { LogitsProcessor } from './logits-processor';

/**
 * Forbids the token that would complete a run of `size` tokens written before (Paulus et al., arXiv 1705.04304).
 *
 * @param size 1 or more
 */
export function noRepeatNgram(size: number): LogitsProcessor {
  return {
    process(logits, written) {
      const open = written.slice(written.length - size + 1);
      if (open.length < size - 1) return;
      for (let at = 0; at + size <= written.length; at += 1) {
        const repeats = open.every((token, offset) => written[at + offset] === token);
        const token = written[at + size - 1];
        if (repeats && token !== undefined) logits[token] = -Infinity;
      }
    },
  };
}
