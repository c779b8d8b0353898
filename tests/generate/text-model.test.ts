import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detokenize } from '@/lib/generate/detokenizer';
import type { Past } from '@/lib/generate/language-model';
import { scoreText } from '@/lib/generate/score-text';
import { openTextModel, promptTokens, type TextModel } from '@/lib/generate/text-model';
import type { Decoding, GenerateRequest } from '@/lib/generate/types';
import { writeText } from '@/lib/generate/write-text';
import { writeTinyGpt } from './tiny-gpt';

let dir: string;
let text: TextModel;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'recollect-gpt-'));
  await writeTinyGpt(dir);
  text = await openTextModel(dir, 1);
});

afterAll(async () => {
  text.prompts.clear();
  await text.model.close();
  await rm(dir, { recursive: true });
});

const SAMPLE: Decoding = { strategy: 'sample', temperature: 1.3, topK: 40, topP: 0.95, seed: 11 };

function ask(change: Partial<GenerateRequest> = {}): GenerateRequest {
  return { prompt: 'Once upon a time\nTL;DR:', maxTokens: 24, decoding: { strategy: 'greedy' }, ...change };
}

/** Greedy decoding that reads everything again at each step. */
async function writeWithoutCache(prompt: string, count: number): Promise<number[]> {
  const tokens = text.tokenizer.encode(prompt);
  const written: number[] = [];
  while (written.length < count) {
    const { logits, past } = await text.model.forward([...tokens, ...written], null, 'last');
    past.dispose();
    written.push(logits.indexOf(Math.max(...logits)));
  }
  return written;
}

describe('a GPT-2 with key/value cache', () => {
  it('gives the same logits whether it reads at once, in pieces or token by token', async () => {
    const tokens = text.tokenizer.encode('Memory is the residue of thought.');
    const whole = await text.model.forward(tokens, null, 'all');
    const size = text.model.vocabularySize;
    expect(whole.logits.length).toBe(tokens.length * size);
    for (const step of [1, 3, 10]) {
      let past: Past | null = null;
      let last = new Float32Array();
      for (let at = 0; at < tokens.length; at += step) {
        const result = await text.model.forward(tokens.slice(at, at + step), past, 'last');
        past = result.past;
        last = result.logits as Float32Array<ArrayBuffer>;
      }
      expect(past?.length).toBe(tokens.length);
      const expected = whole.logits.slice((tokens.length - 1) * size);
      last.forEach((value, at) => expect(value).toBeCloseTo(expected[at] ?? NaN, 4));
    }
  });

  it('decodes the same with and without cache', async () => {
    const result = await writeText(text, ask());
    const slow = await writeWithoutCache(ask().prompt, 24);
    expect(result.text).toBe(detokenize(text.tokenizer, slow));
    expect(result.finish).toBe('length');
  });

  it('reads a prompt only once, and the answer is the same', async () => {
    text.prompts.clear();
    const prompt = text.tokenizer.encode('The same passages, and then more');
    let read = 0;
    const counting: TextModel['model'] = {
      ...text.model,
      contextTokens: text.model.contextTokens,
      vocabularySize: text.model.vocabularySize,
      forward: (tokens, past, rows) => {
        read += tokens.length;
        return text.model.forward(tokens, past, rows);
      },
      close: () => text.model.close(),
    };
    const { createPromptCache } = await import('@/lib/generate/prompt-cache');
    const prompts = createPromptCache(counting);
    await prompts.read(prompt.slice(0, 20));
    const extended = await prompts.read(prompt);
    expect(read).toBe(prompt.length);
    await prompts.read(prompt);
    expect(read).toBe(prompt.length);
    const fresh = await text.model.forward(prompt, null, 'last');
    extended.logits.forEach((value, at) => expect(value).toBeCloseTo(fresh.logits[at] ?? NaN, 4));
    prompts.clear();
  });

  it('cuts a prompt at its front when it does not fit, keeping room for the answer', () => {
    const long = 'x'.repeat(400);
    const tokens = promptTokens(text, `${long}TL;DR:`, 56);
    expect(tokens.length).toBe(200);
    expect(detokenize(text.tokenizer, tokens).endsWith('xTL;DR:')).toBe(true);
    expect(() => promptTokens(text, 'a', 256)).toThrow(RangeError);
  });

  it('samples the same text for the same seed and others for other seeds', async () => {
    const first = await writeText(text, ask({ decoding: SAMPLE }));
    const again = await writeText(text, ask({ decoding: SAMPLE }));
    expect(again.text).toBe(first.text);
    const others = await Promise.all(
      [1, 2, 3].map((seed) => writeText(text, ask({ decoding: { ...SAMPLE, seed } }))),
    );
    expect(new Set(others.map((other) => other.text)).size).toBeGreaterThan(1);
  });

  it('finds by beam search a text at least as likely as the greedy one', async () => {
    for (const prompt of ['One', 'Two and', 'Three, four', 'Libraries']) {
      const greedy = await writeText(text, ask({ prompt, maxTokens: 8 }));
      const decoding: Decoding = { strategy: 'beam', beams: 5, lengthPenalty: 0 };
      const beam = await writeText(text, ask({ prompt, maxTokens: 8, decoding }));
      expect(await likelihood(prompt, beam.text)).toBeGreaterThanOrEqual(
        (await likelihood(prompt, greedy.text)) - 1e-4,
      );
    }
  });

  it('does not write a run of tokens twice when told so', async () => {
    const free = await writeText(text, ask({ maxTokens: 120 }));
    const result = await writeText(text, ask({ maxTokens: 120, noRepeatNgram: 3 }));
    const runs = (bytes: Uint8Array) =>
      Array.from({ length: bytes.length - 2 }, (_, at) => bytes.slice(at, at + 3).join(' '));
    const written = runs(Uint8Array.from(text.tokenizer.encode(result.text)));
    expect(new Set(written).size).toBe(written.length);
    const unhindered = runs(Uint8Array.from(text.tokenizer.encode(free.text)));
    expect(new Set(unhindered).size).toBeLessThan(unhindered.length);
  });

  it('streams pieces that add up to the answer and never split a character', async () => {
    for (const decoding of [
      { strategy: 'greedy' },
      SAMPLE,
      { strategy: 'beam', beams: 2, lengthPenalty: 1 },
    ] as const) {
      const pieces: string[] = [];
      const texts = ['语言模型会记忆。🧠 naïve'];
      const request = ask({ decoding, maxTokens: 60, grounding: { texts } });
      const result = await writeText(text, request, (piece) => pieces.push(piece));
      expect(pieces.join('')).toBe(result.text);
      expect(result.text).toBe(` ${texts[0]}`);
      for (const piece of pieces) expect(piece).not.toContain('\ufffd');
    }
  });

  it('stops after the sentences asked for', async () => {
    const texts = ['One is here. Two is there. Three is nowhere.'];
    const request = ask({ maxTokens: 80, maxSentences: 2, grounding: { texts } });
    const pieces: string[] = [];
    const result = await writeText(text, request, (piece) => pieces.push(piece));
    expect(result).toMatchObject({ text: ' One is here. Two is there.', finish: 'sentences' });
    expect(pieces.join('')).toBe(result.text);
  });

  it('writes one of the texts it is grounded in, whatever the decoding', async () => {
    const texts = ['We rest.', 'However, we rest.', 'We rest in winter.', '我们休息。'];
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const result = await writeText(text, ask({ decoding: { ...SAMPLE, seed }, grounding: { texts } }));
      expect(texts).toContain(result.text.slice(1));
    }
    const decoding: Decoding = { strategy: 'beam', beams: 3, lengthPenalty: 1 };
    const beam = await writeText(text, ask({ decoding, grounding: { texts } }));
    expect(texts).toContain(beam.text.slice(1));
  });

  it('finds by a wide beam the grounded text with the best mean likelihood', async () => {
    const texts = ['We rest.', 'We rest at home.', 'They rest.', 'They work all day and rest.'];
    const decoding: Decoding = { strategy: 'beam', beams: 8, lengthPenalty: 1 };
    const beam = await writeText(text, ask({ decoding, maxTokens: 60, grounding: { texts } }));
    const scores = await scoreText(text, ask().prompt, texts);
    expect(beam.text).toBe(` ${texts[scores.indexOf(Math.max(...scores))]}`);
  });

  it('leaves a grounded prompt all the room that its longest text does not need', async () => {
    const texts = ['We rest.', 'We rest in winter.'];
    const request = ask({ prompt: 'x'.repeat(300), maxTokens: 250, grounding: { texts } });
    const { promptTokens: read } = await writeText(text, request);
    expect(read).toBe(text.model.contextTokens - ' We rest in winter.'.length);
    const narrow = await writeText(text, { ...request, maxTokens: 6 });
    expect(narrow).toMatchObject({ text: ' We re', finish: 'length' });
  });

  it('stops when it is aborted, while it reads and while it writes', async () => {
    const aborted = AbortSignal.abort();
    await expect(writeText(text, ask({ prompt: 'a new one' }), undefined, aborted)).rejects.toMatchObject({
      code: 'aborted',
    });
    const controller = new AbortController();
    let pieces = 0;
    const late = writeText(
      text,
      ask({ maxTokens: 200 }),
      () => {
        pieces += 1;
        if (pieces === 3) controller.abort();
      },
      controller.signal,
    );
    await expect(late).rejects.toMatchObject({ code: 'aborted' });
    expect(pieces).toBeLessThan(10);
    await expect(scoreText(text, 'x', ['y'], aborted)).rejects.toMatchObject({ code: 'aborted' });
  });

  it('scores a continuation as the mean of its tokens, the prompt shared', async () => {
    const [one, two] = await scoreText(text, 'Prompt', ['first one', 'second']);
    expect(one).toBeCloseTo((await likelihood('Prompt', ' first one')) / ' first one'.length, 4);
    expect(two).toBeCloseTo((await likelihood('Prompt', ' second')) / ' second'.length, 4);
  });

  it('says which file is missing, and refuses a graph that is no GPT-2', async () => {
    const empty = await mkdtemp(path.join(tmpdir(), 'recollect-gpt-'));
    await expect(openTextModel(empty, 1)).rejects.toMatchObject({
      code: 'model_not_found',
      message: expect.stringContaining('config.json') as string,
    });
    await writeTinyGpt(empty);
    await writeFile(path.join(empty, 'onnx', 'model_quantized.onnx'), 'not a graph');
    await expect(openTextModel(empty, 1)).rejects.toMatchObject({ code: 'model_unsupported' });
    await rm(empty, { recursive: true });
  });
});

/** Sum of log-probabilities, computed without cache from every position's logits. */
async function likelihood(prompt: string, continuation: string): Promise<number> {
  const before = text.tokenizer.encode(prompt);
  const after = text.tokenizer.encode(continuation);
  const { logits, past } = await text.model.forward([...before, ...after], null, 'all');
  past.dispose();
  const size = text.model.vocabularySize;
  return after.reduce((sum, token, at) => {
    const row = logits.slice((before.length + at - 1) * size, (before.length + at) * size);
    const total = row.reduce((all, value) => all + Math.exp(value), 0);
    return sum + (row[token] ?? NaN) - Math.log(total);
  }, 0);
}
