import type { LogitsProcessor } from './logits-processor';

/**
 * Makes tokens already written less likely: positive logits are divided by the penalty, negative ones multiplied
 * (Keskar et al., CTRL, arXiv 1909.05858, section 4.1).
 *
 * @param penalty 1 or more; 1 = off
 */
export function repetitionPenalty(penalty: number): LogitsProcessor {
  return {
    process(logits, written) {
      for (const token of new Set(written)) {
        const logit = logits[token];
        if (logit !== undefined) logits[token] = logit > 0 ? logit / penalty : logit * penalty;
      }
    },
  };
}
