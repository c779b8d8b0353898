import { throwIfAborted } from './abort';
import { logSoftmax } from './choose-token';
import { promptTokens, type TextModel } from './text-model';

/**
 * Mean log-likelihood per token (nats, at most 0) of each continuation after a prompt. The prompt is read once.
 *
 * @param continuations each is put after a space; one without tokens scores -Infinity
 * @throws RecollectError `aborted`
 */
export async function scoreText(
  text: TextModel,
  prompt: string,
  continuations: readonly string[],
  signal?: AbortSignal,
): Promise<number[]> {
  const all = continuations.map((continuation) => text.tokenizer.encode(` ${continuation}`));
  const longest = Math.max(1, ...all.map((tokens) => tokens.length));
  const room = Math.min(longest, text.model.contextTokens - 1);
  const read = await text.prompts.read(promptTokens(text, prompt, room), signal);
  const first = logSoftmax(read.logits.slice());
  const scores: number[] = [];
  for (const tokens of all) {
    throwIfAborted(signal);
    const [head, ...rest] = tokens.slice(0, room);
    if (head === undefined) {
      scores.push(-Infinity);
      continue;
    }
    let sum = first[head] ?? -Infinity;
    if (rest.length > 0) {
      const { logits, past } = await text.model.forward([head, ...rest.slice(0, -1)], read.past, 'all');
      past.dispose();
      const size = text.model.vocabularySize;
      rest.forEach((token, at) => {
        sum += logSoftmax(logits.slice(at * size, (at + 1) * size))[token] ?? -Infinity;
      });
    }
    scores.push(sum / (rest.length + 1));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return scores;
}
