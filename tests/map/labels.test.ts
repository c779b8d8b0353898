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

  it('are one with their plurals', () => {
    const keys = labelWords('star stars story stories gas bus glass').map(({ key }) => key);
    expect(keys).toEqual(['star', 'star', 'story', 'story', 'gas', 'bus', 'glass']);
  });
});
