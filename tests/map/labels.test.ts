import { describe, expect, it } from 'vitest';
import { labelWords } from '@/lib/map/label-words';
import { clusterLabels } from '@/lib/map/labels';

const many = (...texts: string[]) => [...texts, ...texts, ...texts];

describe('labels of clusters', () => {
  it('name what sets them apart, and not what all have', () => {
    const labels = clusterLabels([
      many('The bread rises in the oven of the town.', 'Bread needs yeast; an oven in this town.'),
      many('A star is far from the town.', 'The stars and planets over the town.'),
    ]);
    expect(labels[0]?.slice(0, 2)).toEqual(['Bread', 'oven']);
    expect(labels[1]?.[0]).toBe('star');
    expect(labels.flat()).not.toContain('town');
    expect(labels.flat().map((word) => word.toLowerCase())).not.toContain('the');
  });

  it('are words that a Chinese reader reads, not pairs of characters', () => {
    const labels = clusterLabels([
      many('冬天的候鸟飞往南方。', '候鸟靠太阳辨认方向,飞往南方。'),
      many('夏天的河流经过城市。', '城市里的河流,河流上的桥。'),
    ]);
    expect(labels[0]).toContain('候鸟');
    expect(labels[1]).toEqual(expect.arrayContaining(['城市', '河流']));
    expect(labels.flat().every((word) => word.length > 1)).toBe(true);
  });

  it('say nothing twice', () => {
    const [label = []] = clusterLabels([
      many('Americans of America, an American nation.', 'America and Americans; nations.'),
      many('Rice is cooked in water.'),
    ]);
    expect(label.filter((word) => /^America/.test(word))).toHaveLength(1);
  });

  it('are no verbs and no adjectives, however distinctive', () => {
    const recipe = [
      'Stir the soup and add the carrots. Then stir it; you can add the salt to the large soup.',
      'To thicken the large soup, add some flour. They stir the carrots of the soup.',
      'The large carrots in the soup. We add salt to carrots; do not stir the soup.',
    ];
    const court = ['A judge heard the case in court.', 'The court decided.', 'The judge of the court.'];
    const [soup = [], law = []] = clusterLabels([many(...recipe), many(...court)]).map((label) =>
      label.map((word) => word.toLowerCase()),
    );
    expect(soup).toEqual(expect.arrayContaining(['soup', 'carrots']));
    for (const verb of ['stir', 'add', 'large']) expect(soup).not.toContain(verb);
    expect(law).toContain('court');
  });

  it('are no Chinese verbs either, and in a corpus of two languages each has its own', () => {
    const recipe = [
      '把面粉倒入锅里,加入鸡蛋的蛋清。',
      '请加入两个鸡蛋,再倒入面粉。',
      '先倒入了这个面粉,要加入鸡蛋。',
    ];
    const ships = ['The ship left the harbour.', 'A ship in the harbour of the island.'];
    const [cake = [], sea = []] = clusterLabels([many(...recipe), many(...ships)]);
    expect(cake).toEqual(expect.arrayContaining(['面粉', '鸡蛋']));
    for (const verb of ['加入', '倒入']) expect(cake).not.toContain(verb);
    expect(sea).toEqual(expect.arrayContaining(['ship', 'harbour']));
  });

  it('are names of two words where the two belong together, and do not repeat one of them', () => {
    const space = ['A black hole bends light.', 'The black hole grew.', 'Light of the hole.'];
    const stories = [
      'Then came Sherlock Holmes.',
      'It was Sherlock Holmes, and Holmes laughed.',
      'Holmes sat.',
    ];
    const [hole = [], story = []] = clusterLabels([many(...space), many(...stories)]);
    expect(hole[0]?.toLowerCase()).toBe('black hole');
    expect(hole).not.toContain('hole');
    expect(story.filter((name) => name.includes('Holmes'))).toEqual(['Sherlock Holmes']);
  });

  it('are found in languages of which nothing is known, too', () => {
    const [brot = []] = clusterLabels([
      many('Das Brot liegt im Ofen.', 'Ein Ofen backt Brot.'),
      many('Der Mond scheint.', 'Heller Mond.'),
    ]);
    expect(brot).toEqual(expect.arrayContaining(['Brot', 'Ofen']));
  });

  it('are none for texts without words, and some for a corpus of one kind', () => {
    expect(clusterLabels([['12 34', '…'], many('Bread and salt')])[0]).toEqual([]);
    expect(clusterLabels([many('Bread and salt')])[0]).toEqual(expect.arrayContaining(['Bread', 'salt']));
    expect(clusterLabels([[]])).toEqual([[]]);
  });
});

describe('words of a label', () => {
  it('leave out what names nothing, in several languages', () => {
    const words = labelWords("The dog's bone didn't suit die Katze; 我们的太阳 is new.").map(
      ({ form }) => form,
    );
    expect(words).toEqual(['dog', 'bone', 'suit', 'Katze', '太阳']);
  });

  it('tell nouns by what stands beside them', () => {
    const said = labelWords('They cook the rice; the federal court, and Watson.');
    expect(said.map(({ form, noun }) => [form, Math.sign(noun)])).toEqual([
      ['cook', -1],
      ['rice', 1],
      ['federal', -1],
      ['court', 0],
      ['Watson', 1],
    ]);
  });

  it('are one with their plurals', () => {
    const keys = labelWords('star stars story stories gas bus glass').map(({ key }) => key);
    expect(keys).toEqual(['star', 'star', 'story', 'story', 'gas', 'bus', 'glass']);
  });
});
