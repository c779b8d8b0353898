import { describe, expect, it } from 'vitest';
import { strengthOf } from '@/components/search/match-strength';
import type { SearchHit } from '@/lib/search/types';

function hit(title: string, cosine: number | null, matchedWords: string[], list = true): SearchHit {
  const evidence = { normalised: 1, weight: 0.5, contribution: 0.5 };
  return {
    rank: 1,
    score: 1,
    document: {
      id: 'd',
      uri: 'd.md',
      title,
      collection: 'default',
      language: 'en',
      mediaType: 'text/markdown',
      date: null,
      tags: [],
    },
    passages: [],
    explanation: {
      passageId: 1,
      matchedWords,
      score: 1,
      lists: [
        ...(list
          ? [{ list: 'semantic' as const, rank: cosine === null ? null : 1, raw: cosine, ...evidence }]
          : []),
        { list: 'lexical', rank: 1, raw: 9, ...evidence },
      ],
    },
  };
}

describe('how good a match is', () => {
  it('is strong by meaning alone, or with nearly every word of the query', () => {
    expect(strengthOf(hit('Keeping bees', 0.55, []), 'how is honey made')).toBe('strong');
    expect(strengthOf(hit('White bread', 0.42, ['rise', 'bread']), 'why does bread rise')).toBe('strong');
    expect(strengthOf(hit('Bread', null, ['sharpening', 'knife'], false), 'how do I sharpen a knife')).toBe(
      'strong',
    );
  });

  it('is weak when one word of many occurs, however high the score', () => {
    const query = 'tax return deadline for companies';
    expect(strengthOf(hit('Spaced repetition', 0.15, ['return']), query)).toBe('weak');
    expect(strengthOf(hit('Carnegie libraries', 0.16, ['taxes', 'companies']), query)).toBe('weak');
    expect(strengthOf(hit('Carnegie libraries', 0.4, ['taxes']), query)).toBe('likely');
  });

  it('counts characters of Chinese, those of the title too, and not the asking ones', () => {
    const query = '语言模型如何记忆';
    expect(strengthOf(hit('BERT 与 GPT：语言模型的两种记忆', null, ['模型'], false), query)).toBe('strong');
    expect(strengthOf(hit('工作记忆：脑子里的小黑板', null, ['记忆'], false), query)).toBe('weak');
  });

  it('does not take a lone character of Chinese for the word it is part of', () => {
    const query = '黑洞为什么是黑的';
    expect(strengthOf(hit('黑洞为什么是黑的', null, ['黑洞'], false), query)).toBe('strong');
    expect(strengthOf(hit('工作记忆', null, ['是黑'], false), query)).toBe('weak');
  });

  it('takes asking words for what they are when there are no others', () => {
    expect(strengthOf(hit('To be or not to be', 0.1, ['to', 'be']), 'to be')).toBe('likely');
    expect(strengthOf(hit('Anything', 0.1, []), '???')).toBe('weak');
  });

  it('is unknown without an explanation', () => {
    const { explanation, ...bare } = hit('Bread', 0.9, ['bread']);
    expect(explanation).toBeDefined();
    expect(strengthOf(bare, 'bread')).toBeNull();
  });
});
