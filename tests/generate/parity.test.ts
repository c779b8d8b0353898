import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mostLikely } from '@/lib/generate/choose-token';
import { detokenize } from '@/lib/generate/detokenizer';
import type { Past } from '@/lib/generate/language-model';
import { openTextModel, type TextModel } from '@/lib/generate/text-model';
import { writeText } from '@/lib/generate/write-text';

/** The exported model against what the trained one says in full precision (training/reference.py). */
const DIR = path.resolve('models', 'recollect-gpt2');
const WEIGHTS = path.join(DIR, 'onnx', 'model_quantized.onnx');
const FIXTURE = path.resolve('tests', 'fixtures', 'gpt2', 'reference-logits.json');
const MEND =
  'git checkout -- models/recollect-gpt2 tests/fixtures/gpt2, or after a training: python3 training/reference.py';

/** The project's bars for the export. */
const MOST_MEAN_DIFFERENCE = 0.1;
const LEAST_SAME_CHOICES = 0.97;
const MOST_BYTES = 40 * 2 ** 20;

const fixtureSchema = z.object({
  model_sha256: z.string(),
  vocab_size: z.number(),
  texts: z.array(
    z.object({
      text: z.string(),
      ids: z.array(z.number()),
      argmax: z.array(z.number()),
      sample: z.array(z.number()),
      logits: z.array(z.array(z.number())),
    }),
  ),
});

let fixture: z.infer<typeof fixtureSchema>;
let text: TextModel;

beforeAll(async () => {
  for (const file of [WEIGHTS, FIXTURE])
    if (!existsSync(file)) throw new Error(`${file} is missing. Run: ${MEND}`);
  fixture = fixtureSchema.parse(JSON.parse(await readFile(FIXTURE, 'utf8')));
  text = await openTextModel(DIR, 2);
});

afterAll(async () => {
  text.prompts.clear();
  await text.model.close();
});

describe('the exported GPT-2', () => {
  it('is the one that the reference logits belong to', async () => {
    const weights = await readFile(WEIGHTS);
    const sha256 = createHash('sha256').update(weights).digest('hex');
    expect(sha256, `The fixture belongs to other weights. Run: ${MEND}`).toBe(fixture.model_sha256);
    expect(weights.length).toBeLessThan(MOST_BYTES);
    expect(text.model.vocabularySize).toBe(fixture.vocab_size);
  });

  it('cuts the reference texts into the same tokens as the tokeniser it was trained with', () => {
    expect(fixture.texts).toHaveLength(50);
    for (const { text: reference, ids } of fixture.texts)
      expect(text.tokenizer.encode(reference).slice(0, ids.length)).toEqual(ids);
  });

  it('has the logits of full precision, near enough, and the same first choices', async () => {
    const size = text.model.vocabularySize;
    let difference = 0;
    let compared = 0;
    let same = 0;
    let positions = 0;
    for (const { ids, argmax, sample, logits: expected } of fixture.texts) {
      const { logits, past } = await text.model.forward(ids, null, 'all');
      past.dispose();
      expect(logits).toHaveLength(ids.length * size);
      ids.forEach((_, at) => {
        const row = logits.subarray(at * size, (at + 1) * size);
        if (mostLikely(row) === argmax[at]) same += 1;
        positions += 1;
        sample.forEach((token, column) => {
          difference += Math.abs((row[token] ?? NaN) - (expected[at]?.[column] ?? NaN));
          compared += 1;
        });
      });
    }
    expect(positions).toBeGreaterThan(1_000);
    expect(difference / compared).toBeLessThanOrEqual(MOST_MEAN_DIFFERENCE);
    expect(same / positions).toBeGreaterThanOrEqual(LEAST_SAME_CHOICES);
  });

  it('decodes the same tokens with and without its cache', async () => {
    for (const { text: reference } of fixture.texts.slice(0, 12)) {
      const prompt = `${reference}\nTL;DR:`;
      const cached = await writeText(text, { prompt, maxTokens: 20, decoding: { strategy: 'greedy' } });
      const read = text.tokenizer.encode(prompt);
      const written: number[] = [];
      while (written.length < 20) {
        const { logits, past } = await text.model.forward([...read, ...written], null, 'last');
        past.dispose();
        const token = mostLikely(logits);
        if (token === text.tokenizer.endToken) break;
        written.push(token);
      }
      expect(cached.text).toBe(detokenize(text.tokenizer, written));
    }
  });

  it('has the same logits when a text is read token by token', async () => {
    const ids = fixture.texts.find(({ ids }) => ids.length >= 40)?.ids.slice(0, 40) ?? [];
    expect(ids).toHaveLength(40);
    const whole = await text.model.forward(ids, null, 'last');
    let past: Past | null = null;
    let last = new Float32Array();
    for (const id of ids) {
      const step = await text.model.forward([id], past, 'last');
      past?.dispose();
      past = step.past;
      last = Float32Array.from(step.logits);
    }
    last.forEach((value, at) => expect(value).toBeCloseTo(whole.logits[at] ?? NaN, 3));
  });
});

describe('its tokeniser', () => {
  const roundTrip = (written: string) => detokenize(text.tokenizer, text.tokenizer.encode(written));

  it('gives back any text, whatever script it is in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (written) => {
        expect(roundTrip(written)).toBe(written);
      }),
      { numRuns: 300, seed: 5 },
    );
    const hostile = [
      '语言模型会记忆。',
      '🧠👍🏽👨‍👩‍👧',
      'a\u0000b\r\n\t  c',
      '\ufeffBOM',
      'e\u0301 é ﬁ',
      '   ',
      '',
    ];
    for (const written of hostile) expect(roundTrip(written)).toBe(written);
  });

  it('reads the name of its end token in a document as plain text', () => {
    const written = 'Ends <|endoftext|> here.<|endoftext|>';
    expect(roundTrip(written)).toBe(written);
    expect(text.tokenizer.encode(written)).not.toContain(text.tokenizer.endToken);
  });
});
