import { describe, expect, it } from 'vitest';
import type { SummaryPassage } from '@/lib/summarize/candidates';
import { planSummary } from '@/lib/summarize/plan-summary';
import { wordVectors } from './word-vectors';

const EMPIRE = 'Mali was a trading empire of the Sahel.';
const MARSHES = 'Malaria is frequent along the rivers and marshes of the south.';
const passage = (text: string, title?: string, ...headings: string[]): SummaryPassage => ({
  id: 1,
  documentId: 'a',
  text,
  ...(title === undefined ? {} : { title, heading: [title, ...headings].join('\n') }),
});

async function spineOf(query: string, ...passages: SummaryPassage[]): Promise<string[]> {
  const { spine } = await planSummary(wordVectors(), { query, sentences: 3, passages });
  return spine.map(({ candidate }) => candidate.text);
}

describe('what a document is about is no answer to what was asked about it', () => {
  it('where its title is all that a sentence has of the question', async () => {
    expect(await spineOf('is there malaria in Mali', passage(EMPIRE, 'Mali'))).toEqual([]);
    expect(await spineOf('is there malaria in Mali', passage(`${EMPIRE} ${MARSHES}`, 'Mali'))).toEqual([
      MARSHES,
    ]);
  });

  it('but it is where nothing else was asked, or the title has nothing of the question', async () => {
    expect(await spineOf('Mali', passage(EMPIRE, 'Mali'))).toEqual([EMPIRE]);
    expect(await spineOf('is there malaria in Mali', passage(EMPIRE, 'Sahel'))).toEqual([EMPIRE]);
    expect(await spineOf('is there malaria in Mali', passage(EMPIRE))).toEqual([EMPIRE]);
  });

  it('nor is it a stray under a heading that has the rest', async () => {
    expect(await spineOf('history of Mali', passage(EMPIRE, 'Mali', 'History'))).toEqual([EMPIRE]);
    expect(await spineOf('history of Mali', passage(EMPIRE, 'Mali', 'Trade'))).toEqual([]);
  });

  it('and for Chinese, which the encoder reads badly, words decide alone', async () => {
    const text = '马里曾经是一个贸易帝国。';
    expect(await spineOf('马里贸易帝国的疟疾', passage(text, '马里'))).toEqual([text]);
  });
});
