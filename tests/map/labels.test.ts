import { describe, expect, it } from 'vitest';
import { labelWords, tagWords } from '@/lib/map/label-words';
import { clusterLabels as labelsOf } from '@/lib/map/labels';
import type { NamedText } from '@/lib/store/maps';

const many = (...texts: string[]) => [...texts, ...texts, ...texts];

/** Texts, each a document of its own with no more than its text unless it says otherwise. */
function clusterLabels(clusters: (string | Partial<NamedText>)[][]): string[][] {
  return labelsOf(
    clusters.map((texts, cluster) =>
      texts.map((text, number) => ({
        text: '',
        documentId: `${cluster}-${number}`,
        titles: [],
        tags: [],
        ...(typeof text === 'string' ? { text } : text),
      })),
    ),
  );
}

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

  it('are no Chinese numbers, ways and directions, which every text has', () => {
    const kitchen = [
      '二十分钟以后豆腐就浮起来,这个办法的好处是东西不会粘。',
      '另一个办法:把四百多克豆腐放下去,第一次翻面的时候再拿出来。',
      '大约二十年前的说法是,这种地方的豆腐用黄豆,每次泡一段时间。',
    ];
    const sea = ['The ship left the harbour.', 'A ship in the harbour of the island.'];
    const [tofu = []] = clusterLabels([many(...kitchen), many(...sea)]);
    expect(tofu).toContain('豆腐');
    const empty = /二十|四百|第一|每次|起来|下去|出来|办法|东西|时候|地方|说法|大约|时间|一段/;
    expect(tofu.filter((word) => empty.test(word))).toEqual([]);
    const kept = labelWords('三国,万物,百姓,八角,目的地,百度,着陆,附着').map(({ form }) => form);
    expect(kept).toEqual(['三国', '万物', '百姓', '八角', '目的地', '百度', '着陆', '附着']);
  });

  it('are rather words of titles that their texts speak of, and of tags', () => {
    const texts = [
      { text: 'Take the dough, the bowl and the towel.', titles: ['All about dough'] },
      { text: 'The towel over the bowl, the dough in the warmth.', titles: ['Dough again'] },
      { text: 'A bowl and a towel; the dough rests.', titles: ['A series on dough'] },
    ];
    const others = many('The moon over the sea.', 'A moon of the planet.');
    expect(clusterLabels([texts, others])[0]?.[0]).toBe('dough');
    const untitled = texts.map(({ text }) => text);
    expect(clusterLabels([untitled, others])[0]?.[0]).toBe('bowl');
    const tagged = untitled.map((text) => ({ text, tags: ['baking'] }));
    expect(clusterLabels([tagged, others])[0]).toContain('baking');
  });

  it('are no names of a series, which stands over its texts and not in them', () => {
    const speech = (who: string, text: string) => ({ text, titles: [`Inaugural address of ${who}`] });
    const [label = []] = clusterLabels([
      [
        speech('one', '# Inaugural address of one\n\nThe nation wants peace.'),
        speech('two', 'The peace of a nation.'),
        speech('three', 'The duty of the nation is peace.'),
      ],
      many('Rice is cooked in water.'),
    ]);
    expect(label.map((word) => word.toLowerCase())).toEqual(expect.arrayContaining(['nation', 'peace']));
    expect(label.join(' ')).not.toMatch(/inaugural|address/i);
  });

  it('are no names of the fields of a form', () => {
    const country = (name: string, land: string) =>
      `# ${name}\n\n## Terrain\n\nThe desert of ${land}.\n\n**Location:** ${land}\n- Climate: a desert, hot`;
    const dish = (name: string, what: string) => `# ${name}\n\n原料:${what}\n\n## 步骤\n\n辣椒和${what}。`;
    const [land = [], meal = []] = clusterLabels([
      ['Chad', 'Niger', 'Mali', 'Libya'].map((name) => country(name, 'Africa')),
      ['鸡丁', '鱼头', '豆角', '土豆'].map((name) => dish(name, name)),
    ]);
    expect(land).toEqual(expect.arrayContaining(['desert', 'Africa']));
    expect(land.join(' ')).not.toMatch(/Terrain|Location|Climate/);
    expect(meal).toContain('辣椒');
    expect(meal).not.toContain('原料');
  });

  it('are what many documents are about, not the many passages of one', () => {
    const book = Array.from({ length: 6 }, () => ({ text: '竹简和丝绸。', documentId: 'book' }));
    const others = ['太阳和月亮。', '太阳的光。', '地球与太阳。', '太阳。', '黑夜与太阳。'];
    const [label = []] = clusterLabels([[...book, ...others], many('The moon over the sea.')]);
    expect(label[0]).toBe('太阳');
  });

  it('say nothing twice in Chinese', () => {
    const [label = []] = clusterLabels([
      many('嫩豆腐与豆腐。').map((text) => ({ text, tags: ['豆腐', '豆腐脑'] })),
      many('The moon over the sea.'),
    ]);
    expect(label.filter((word) => word.includes('豆腐'))).toHaveLength(1);
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

  it('are whole tags in Chinese, and words of tags otherwise', () => {
    const forms = (tag: string) => tagWords(tag).map(({ form }) => form);
    expect(forms(' 图书馆 ')).toEqual(['图书馆']);
    expect(forms('language models')).toEqual(['language', 'models']);
    expect(forms('GPT-2 与记忆')).toEqual(['GPT', '记忆']);
  });

  it('are one with their plurals', () => {
    const keys = labelWords('star stars story stories gas bus glass').map(({ key }) => key);
    expect(keys).toEqual(['star', 'star', 'story', 'story', 'gas', 'bus', 'glass']);
  });
});
