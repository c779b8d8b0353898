import { describe, expect, it } from 'vitest';
import { RecollectError } from '@/lib/errors';
import type { SummaryPassage } from '@/lib/summarize/candidates';
import { summarizePassages, type SummaryTask } from '@/lib/summarize/summarize-passages';
import type { SummaryEvent } from '@/lib/summarize/types';
import { eventsOf, sentencesOf } from './events-of';
import { scriptedGenerator, type ScriptedGenerator } from './scripted-generator';
import { wordVectors } from './word-vectors';

const BREAD = 'Bread rises because yeast fills it with gas. Salt slows the yeast in bread.';
const MATZO = 'Matzo is bread without yeast. Bread rises because yeast fills it with gas.';
const MOON = 'The moon pulls the sea twice a day.';
const PASSAGES: SummaryPassage[] = [
  { id: 7, documentId: 'bread', text: BREAD },
  { id: 3, documentId: 'matzo', text: MATZO },
  { id: 9, documentId: 'moon', text: MOON },
];

function run(
  generator: ScriptedGenerator,
  task: Partial<SummaryTask> = {},
  signal?: AbortSignal,
): Promise<SummaryEvent[]> {
  const subject = { query: 'bread yeast', passages: PASSAGES, sentences: 3, mode: 'grounded' as const };
  return eventsOf(summarizePassages({ embed: wordVectors(), generator }, { ...subject, ...task }, signal));
}

/** The first text it may write: a model that retells. */
const faithful = () => scriptedGenerator(({ grounding }) => ` ${grounding?.texts[0] ?? ''}`);

describe('a summary of passages', () => {
  it('tells spine, then drafts with the sentence that replaces them, then done', async () => {
    const events = await run(faithful());
    expect(events.map(({ type }) => type).join(' ')).toMatch(/^spine( (token )+sentence){3} done$/);
    expect(events.at(-1)).toMatchObject({
      type: 'done',
      model: { id: 'test/scripted' },
      sentences: 3,
      dropped: 0,
      reason: 'written',
    });
    expect(sentencesOf(events).map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('cites every passage that says it, by id, and the spine says where', async () => {
    const events = await run(faithful());
    const rises = sentencesOf(events).find(({ text }) => text.startsWith('Bread rises'));
    expect(rises).toMatchObject({ citations: [7, 3], quoted: false, support: 1 });
    const spine = events[0]?.type === 'spine' ? events[0].sentences : [];
    for (const { passageId, documentId, start, end, text } of spine) {
      const passage = PASSAGES.find(({ id }) => id === passageId);
      expect(passage?.text.slice(start, end)).toBe(text);
      expect(passage?.documentId).toBe(documentId);
    }
    for (const { citations } of sentencesOf(events))
      for (const id of citations) expect(spine.map(({ passageId }) => passageId)).toContain(id);
  });

  it('lets the model write only what the spine says, and reads each sentence before the next', async () => {
    const generator = faithful();
    const told = sentencesOf(await run(generator));
    for (const [index, { grounding, prompt }] of generator.requests.entries()) {
      expect(grounding?.texts.length).toBeGreaterThan(0);
      for (const { text } of told.slice(0, index)) expect(prompt).toContain(text);
    }
    expect(generator.requests[0]?.prompt).toMatch(/\nQuery: bread yeast\nTL;DR:$/);
  });

  it('quotes the source in place of what a lying model writes', async () => {
    const lies = [
      ' Bread rises because yeast fills it with gold.',
      ' Salt does not slow the yeast in bread.',
      ' Matzo is bread with yeast.',
    ];
    const events = await run(scriptedGenerator(lies));
    const told = sentencesOf(events);
    expect(told).toHaveLength(3);
    for (const { text, quoted, support, citations } of told) {
      expect(quoted).toBe(true);
      expect(support).toBe(1);
      for (const id of citations) expect(PASSAGES.find((passage) => passage.id === id)?.text).toContain(text);
    }
    expect(events.at(-1)).toMatchObject({ sentences: 3, dropped: 3 });
  });

  it('quotes it when the model writes nothing at all', async () => {
    const told = sentencesOf(await run(scriptedGenerator([]), { sentences: 1 }));
    expect(told).toMatchObject([{ quoted: true }]);
  });

  it('in free mode strikes what is not supported and shows the rest', async () => {
    const written = [
      ' Bread was invented in 1823.',
      ' Salt slows the yeast in bread.',
      ' Salt slows the yeast in bread.',
    ];
    const generator = scriptedGenerator(written);
    const events = await run(generator, { mode: 'free' });
    expect(sentencesOf(events)).toMatchObject([
      { index: 0, text: 'Salt slows the yeast in bread.', citations: [7], quoted: false },
    ]);
    expect(events.at(-1)).toMatchObject({ sentences: 1, dropped: 2, reason: 'written' });
    expect(generator.requests.every(({ grounding }) => grounding === undefined)).toBe(true);
  });

  it('in free mode ends when the model has no more to say', async () => {
    const generator = scriptedGenerator([' Salt slows the yeast in bread.', '']);
    const events = await run(generator, { mode: 'free' });
    expect(generator.requests).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ sentences: 1, dropped: 0 });
  });

  it('in free mode says that there is nothing where everything was struck', async () => {
    const events = await run(scriptedGenerator([' Bread is blue.', ' Bread flies.', ' Bread sings.']), {
      mode: 'free',
    });
    expect(events.at(-1)).toMatchObject({ sentences: 0, dropped: 3, reason: 'nothing-to-summarise' });
    expect(sentencesOf(events)).toEqual([]);
  });

  it('says that there is nothing to summarise, and does not ask the model', async () => {
    for (const task of [{ query: 'quantum chromodynamics' }, { passages: [] }]) {
      const generator = faithful();
      const events = await run(generator, task);
      expect(events).toMatchObject([
        { type: 'spine', sentences: [] },
        { type: 'done', sentences: 0, dropped: 0, reason: 'nothing-to-summarise' },
      ]);
      expect(generator.requests).toEqual([]);
    }
  });

  it('quotes a sentence too long for the model without asking it', async () => {
    const long = `面团发酵：${'酵母吃糖产生气体，'.repeat(40)}让面团发起来。`;
    const generator = faithful();
    const events = await run(generator, {
      query: '面团发酵',
      passages: [{ id: 1, documentId: 'zh', text: long }],
      sentences: 1,
    });
    expect(sentencesOf(events)).toMatchObject([{ text: long, quoted: true, citations: [1] }]);
    expect(generator.requests).toEqual([]);
  });

  it('stops with its reader: an aborted signal ends it with `aborted`', async () => {
    const controller = new AbortController();
    const generator = faithful();
    const stopping: ScriptedGenerator = {
      ...generator,
      generate(request, onText, signal) {
        if (signal?.aborted) return Promise.reject(new RecollectError('aborted'));
        controller.abort();
        return generator.generate(request, onText);
      },
    };
    const seen: SummaryEvent[] = [];
    const reading = async () => {
      const parts = { embed: wordVectors(), generator: stopping };
      const task: SummaryTask = { query: 'bread yeast', passages: PASSAGES, sentences: 3, mode: 'grounded' };
      for await (const event of summarizePassages(parts, task, controller.signal)) seen.push(event);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'aborted' });
    expect(sentencesOf(seen)).toHaveLength(1);
    expect(seen.some(({ type }) => type === 'done')).toBe(false);
  });

  it('hands on what the encoder or the model fails with', async () => {
    const failing = { ...faithful(), generate: () => Promise.reject(new RecollectError('worker_failed')) };
    await expect(run(failing)).rejects.toMatchObject({ code: 'worker_failed' });
  });
});
