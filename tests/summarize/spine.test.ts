import { describe, expect, it } from 'vitest';
import { findCandidates, type SummaryPassage } from '@/lib/summarize/candidates';
import { planSummary } from '@/lib/summarize/plan-summary';
import { estimateTokens } from '@/lib/summarize/prompt';
import { inReadingOrder, pickSpine, rankCandidates } from '@/lib/summarize/spine';
import { wordVectors } from './word-vectors';

const passages = (...texts: string[]): SummaryPassage[] =>
  texts.map((text, at) => ({ id: 100 + at, documentId: `d${at}`, text }));

/** Texts of the spine. */
async function spineOf(query: string, sentences: number, ...texts: string[]): Promise<string[]> {
  const plan = await planSummary(wordVectors(), { query, sentences, passages: passages(...texts) });
  return plan.spine.map(({ candidate }) => candidate.text);
}

describe('candidates', () => {
  const texts = (...given: string[]) => findCandidates(passages(...given)).map(({ text }) => text);

  it('are sentences that state something: no headings, scraps or tables', () => {
    expect(
      texts(
        '# Bread\n\nYeast eats sugar and makes gas.\n\nSee above.\n\n1 | 2 | 3 | 4 | 5.\n\n- The gas makes dough rise.',
      ),
    ).toEqual(['Yeast eats sugar and makes gas.', 'The gas makes dough rise.']);
  });

  it('are no links, whole or cut in two', () => {
    const links =
      'See [the whole recipe for this bread](https://example.org/bread). Photos: [Bread step by step!';
    expect(texts(`${links} The gas makes dough rise.`)).toEqual(['The gas makes dough rise.']);
  });

  it('are every piece with letters where nothing better is', () => {
    expect(texts('Opening hours\n\n9 to 6')).toEqual(['Opening hours', '9 to 6']);
    expect(texts('12 34', '')).toEqual([]);
    expect(texts('## More\n\nSee: [the recipe for this bread](https://example.org/bread)')).toEqual([]);
  });

  it('do not repeat the title or a heading, which every citation shows', () => {
    const title = 'No. 45: The Dangers of the Union Considered';
    const text = 'The Dangers of the Union.\n\nThe Dangers of the Union are none.';
    const given = [{ id: 1, documentId: 'a', text, title, heading: `${title}\nTo the People` }];
    expect(findCandidates(given).map((one) => one.text)).toEqual(['The Dangers of the Union are none.']);
    const alone = given.map((passage) => ({ ...passage, text: 'The Dangers of the Union.' }));
    expect(findCandidates(alone)).toEqual([]);
  });

  it('are the first sentence, too, where it became the title for want of another', () => {
    const title = 'The boiler was replaced in March 2019.';
    const given = [
      { id: 1, documentId: 'a', text: `${title}\n\nThe fitter stayed for two days.`, title, heading: title },
    ];
    expect(findCandidates(given).map((one) => one.text)).toEqual([title, 'The fitter stayed for two days.']);
  });

  it('stand where they say, with white space made single', () => {
    const text = 'One is  here\nand now.   Two is\tover there, too.';
    const found = findCandidates(passages(text));
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
      'One is  here\nand now.',
      'Two is\tover there, too.',
    ]);
    expect(found[0]?.text).toBe('One is here and now.');
  });

  it('that overlapping passages share are one, and know all their places', () => {
    const shared = 'The gas makes the dough rise.';
    const found = findCandidates(
      passages(`Yeast eats sugar, too. ${shared}`, `${shared} Salt slows it all.`),
    );
    expect(found.map(({ text }) => text)).toEqual(['Yeast eats sugar, too.', shared, 'Salt slows it all.']);
    expect(found[1]).toMatchObject({ passage: 0, copies: [{ passage: 1, start: 0, end: shared.length }] });
  });

  it('are Chinese sentences and clauses, without line breaks inside', () => {
    expect(texts('酵母吃面团里的\n糖；产生的气体让面团发起来。')).toEqual([
      '酵母吃面团里的糖。',
      '产生的气体让面团发起来。',
    ]);
  });
});

describe('the spine', () => {
  it('is what concerns the query', async () => {
    const spine = await spineOf(
      'Why does bread rise?',
      1,
      'Flour is ground from wheat in a mill. Bread rises because yeast fills it with gas bubbles.',
      'The moon pulls the sea and makes the tides twice a day.',
    );
    expect(spine).toEqual(['Bread rises because yeast fills it with gas bubbles.']);
  });

  it('does not say the same thing twice', async () => {
    const spine = await spineOf(
      'bread',
      2,
      'Bread rises because yeast fills it with gas. Bread rises since yeast fills it with gas.',
      'Bread baked without yeast stays flat and hard, like matzo.',
    );
    expect(spine).toHaveLength(2);
    expect(spine).toContain('Bread baked without yeast stays flat and hard, like matzo.');
  });

  it('is told passage by passage, each in its own order', async () => {
    const first = 'Tides follow the moon around the earth. Tides and the moon come back twice a day.';
    const second = 'Tides were explained by Newton with the pull of the moon.';
    const spine = await spineOf('tides moon', 3, first, second);
    const places = [...first.split(/(?<=\.) /), second];
    expect(spine).toHaveLength(3);
    const order = spine.map((text) => places.indexOf(text));
    expect([
      [0, 1, 2],
      [2, 0, 1],
    ]).toContainEqual(order);
  });

  it('takes a sentence that points back with the one before it, or leaves it', async () => {
    const text =
      'Never clean a kettle with bleach. It does nothing to limescale in a kettle. Limescale in a kettle is chalk.';
    const told = await spineOf('limescale kettle', 3, text);
    expect(told.slice(0, 2)).toEqual([
      'Never clean a kettle with bleach.',
      'It does nothing to limescale in a kettle.',
    ]);
    expect(await spineOf('limescale kettle', 1, text)).toEqual(['Limescale in a kettle is chalk.']);
    const alone = 'It does nothing to limescale in a kettle.';
    expect(await spineOf('limescale kettle', 1, alone)).toEqual([alone]);
  });

  it('sees a person without a name behind an opening, too', async () => {
    const named = 'Ptolemy made Alexandria his capital and founded a library.';
    const early = 'Early in the third century BC he founded a library of scrolls.';
    expect(await spineOf('who founded a library', 1, `${early} ${named}`)).toEqual([named]);
    expect(await spineOf('who founded a library', 2, `${named} ${early}`)).toEqual([named, early]);
    const later = 'A year later his library of scrolls was founded.';
    expect(await spineOf('who founded a library', 1, `${later} ${named}`)).toEqual([named]);
  });

  it('leaves out what is far behind the best', async () => {
    const best = 'Old bread makes good dumplings with herbs.';
    const spine = await spineOf('dumplings of old bread', 3, `${best} Pasta is cooked in large old pots.`);
    expect(spine).toEqual([best]);
  });

  it('never answers with a question', async () => {
    const text = 'Why do tides follow the moon? The moon pulls the sea towards it.';
    expect(await spineOf('tides moon', 1, text)).toEqual(['The moon pulls the sea towards it.']);
    expect(await spineOf('tides moon', 1, 'Why do tides follow the moon?')).toEqual([]);
  });

  it('takes sentences that leave to the title what they are about, from the foremost passages only', async () => {
    const step = '水烧开以后晾到八十度左右再倒。';
    const given = [
      { id: 1, documentId: 'a', text: step, score: 1, heading: '泡茶的步骤' },
      { id: 2, documentId: 'b', text: '山里的早晨总是有雾的。', score: 0.5, heading: '泡茶的山' },
      { id: 3, documentId: 'c', text: '船靠岸以后他跳下水去找。', score: 1, heading: '刻舟求剑' },
    ];
    const asked = { query: '怎样泡茶', sentences: 3 };
    const { spine } = await planSummary(wordVectors(), { ...asked, passages: given });
    expect(spine.map(({ candidate }) => candidate.text)).toEqual([step]);
    const unheaded = given.map((passage) => ({ ...passage, heading: '' }));
    expect((await planSummary(wordVectors(), { ...asked, passages: unheaded })).spine).toEqual([]);
  });

  it('needs more of a Chinese question than one pair of characters', async () => {
    expect(await spineOf('光合作用', 3, '这道汤具有健脾开胃和促进消化的作用。')).toEqual([]);
    expect(await spineOf('汤的作用', 3, '这道汤具有健脾开胃和促进消化的作用。')).toHaveLength(1);
  });

  it('prefers what search found first', async () => {
    const given = passages('Bread is baked in large ovens.', 'Bread is eaten in large amounts.');
    const ranked = given.map((passage, at) => ({ ...passage, score: at === 0 ? 0.2 : 0.9 }));
    const { spine } = await planSummary(wordVectors(), { query: 'bread', sentences: 1, passages: ranked });
    expect(spine.map(({ candidate }) => candidate.text)).toEqual(['Bread is eaten in large amounts.']);
  });

  it('prefers a sentence that stands alone to one that leans on the sentence before', async () => {
    const spine = await spineOf(
      'lighthouse lamp',
      1,
      'They lit the lamp of the lighthouse every evening. Keepers lit the lamp of the lighthouse every evening.',
    );
    expect(spine).toEqual(['Keepers lit the lamp of the lighthouse every evening.']);
  });

  it('finds what an abstract is about where nothing was asked', async () => {
    const spine = await spineOf(
      '',
      1,
      'Deep networks are slow on small devices and phones. We propose a network that is fast on small devices. Experiments show a gain of 3 points on two datasets.',
    );
    expect(spine).toEqual(['We propose a network that is fast on small devices.']);
  });

  it('reads Chinese by its characters, which the encoder does not know', async () => {
    const nothing = () => Promise.resolve([new Float32Array(8).fill(8 ** -0.5)]);
    const embed = async (texts: readonly string[]) => (await Promise.all(texts.map(() => nothing()))).flat();
    const subject = {
      query: '面团为什么会发起来',
      sentences: 1,
      passages: passages('龙井是一种扁平的绿茶，产自杭州。酵母产生气体，让面团发起来。月亮的引力造成潮汐。'),
    };
    const { spine } = await planSummary(embed, subject);
    expect(spine.map(({ candidate }) => candidate.text)).toEqual(['酵母产生气体，让面团发起来。']);
  });

  it('is empty where nothing concerns the query, and where nothing is', async () => {
    expect(
      await spineOf('quantum chromodynamics', 3, 'Bread rises because yeast fills it with gas.'),
    ).toEqual([]);
    expect(await spineOf('量子色动力学', 3, '酵母产生气体，让面团发起来。')).toEqual([]);
    expect(await spineOf('bread', 3)).toEqual([]);
    expect(await spineOf('', 3, '', '   ')).toEqual([]);
  });

  it('has no more sentences than are wanted or there', async () => {
    const text = 'Bread is baked in ovens. Bread is sold in shops. Bread is eaten at home.';
    expect(await spineOf('bread', 2, text)).toHaveLength(2);
    expect(await spineOf('bread', 5, text)).toHaveLength(3);
  });

  it('takes the best first and orders equals as they stand', async () => {
    const candidates = findCandidates(passages('Alpha is one of them. Beta is one of them.'));
    const vectors = await wordVectors()(['same', 'same'], 'passage');
    const ranked = rankCandidates([], candidates, vectors, null);
    const spine = pickSpine(ranked, 1, { repetition: 0, mostBehind: 1 });
    expect(spine.map(({ candidate }) => candidate.text)).toEqual(['Alpha is one of them.']);
    expect(inReadingOrder(ranked.toReversed()).map(({ candidate }) => candidate.start)).toEqual([0, 22]);
  });
});

describe('the prompt', () => {
  const plan = (query: string, ...texts: string[]) =>
    planSummary(wordVectors(), { query, sentences: 1, passages: passages(...texts) });

  it('has a line a passage, the query and the cue that the model was taught', async () => {
    const { prompt } = await plan(
      'bread',
      'Bread rises in the warm.  It is good.\nYeast does it all.',
      'Bread cools on racks.',
    );
    expect(prompt).toBe(
      'Bread rises in the warm. Yeast does it all.\nBread cools on racks.\nQuery: bread\nTL;DR:',
    );
    expect((await plan('', 'Bread rises in the warm.')).prompt).toBe('Bread rises in the warm.\nTL;DR:');
  });

  it('holds the spine first where there is no room for all', async () => {
    const filler = Array.from({ length: 60 }, (_, at) => `Filler number ${at} tells of other things again.`);
    const { prompt, spine } = await plan('bread', `${filler.join(' ')} Bread rises in the warm.`);
    expect(spine.map(({ candidate }) => candidate.text)).toEqual(['Bread rises in the warm.']);
    expect(prompt).toContain('Bread rises in the warm.');
    expect(estimateTokens(prompt)).toBeLessThan(450);
  });
});
