import type { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { loadTokenCounter } from '@/lib/embed/token-counter';
import { loadTokenizer } from '@/lib/embed/tokenizer';
import type { TokenCounter } from '@/lib/embed/types';
import { ensureMiniLm } from '@/lib/models/minilm';

let counter: TokenCounter;
let tokenizer: Tokenizer;

beforeAll(async () => {
  const { dir } = await ensureMiniLm(inject('compiledModels'));
  counter = await loadTokenCounter(dir);
  tokenizer = (await loadTokenizer(dir)).tokenizer;
});

const exact = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids.length;

describe('count', () => {
  it.each([
    '',
    '   ',
    'The quick brown fox.',
    'Unbelievably, antidisestablishmentarianism!',
    'a\u00a0b\u2003c\u3000d\ufeffe\u0085f\u200bg',
    '图书馆 mixed 文字 with English',
    'naïve café — “quoted”…',
    'x'.repeat(300),
    'user@example.com https://example.com/a?b=c#d',
    '[CLS] [MASK] are written out [UNK]',
    'line\nbreaks\r\nand\ttabs',
  ])('agrees with the tokeniser on %j', (text) => {
    expect(counter.count(text)).toBe(exact(text));
  });

  it('agrees with the tokeniser on anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(counter.count(text)).toBe(exact(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('unknownShare', () => {
  it('is the share of tokens that the vocabulary does not know', () => {
    expect(counter.unknownShare('')).toBe(0);
    expect(counter.unknownShare('all of these are known')).toBe(0);
    expect(counter.unknownShare('🙂 🙃')).toBe(1);
    expect(counter.unknownShare('known 🙂')).toBe(0.5);
  });
});
