import { describe, expect, it } from 'vitest';
import { findCandidates, type SummaryPassage } from '@/lib/summarize/candidates';
import { planSummary } from '@/lib/summarize/plan-summary';
import { checkSupport } from '@/lib/summarize/support';
import { wordVectors } from './word-vectors';

const sheet = (text: string, title = 'Chile'): SummaryPassage => ({ id: 1, documentId: 'cl', title, text });
const entriesOf = (...passages: SummaryPassage[]) =>
  findCandidates(passages).flatMap(({ text, entry }) => (entry === undefined ? [] : text));

/** Lines of data sheets state nothing alone; what they say is in the heading above them and the title of the sheet. */
describe('entries of a data sheet', () => {
  const text = '## Location\n\nSouthern South America\n\n## Exports\n\ncopper ore, fish (2023)';

  it('are told with their heading and the title of the sheet, and cite both lines', () => {
    const candidates = findCandidates([sheet(text)]);
    expect(candidates.map((one) => one.text)).toEqual([
      'Chile · Location: Southern South America',
      'Chile · Exports: copper ore, fish (2023)',
    ]);
    expect(candidates.map(({ start, end }) => text.slice(start, end))).toEqual([
      '## Location\n\nSouthern South America',
      '## Exports\n\ncopper ore, fish (2023)',
    ]);
  });

  it('leave the title out of what is held against the question', () => {
    expect(findCandidates([sheet(text)]).map(({ entry }) => entry)).toEqual([
      'Location: Southern South America',
      'Exports: copper ore, fish (2023)',
    ]);
  });

  it('are told beside sentences, of passages that have some', () => {
    const both = `${text}\n\n## Background\n\nThe Inca held the north until the Spanish came. It was free in 1818.`;
    expect(findCandidates([sheet(both)]).map((one) => one.text)).toEqual([
      'Chile · Location: Southern South America',
      'Chile · Exports: copper ore, fish (2023)',
      'The Inca held the north until the Spanish came.',
      'It was free in 1818.',
    ]);
  });

  it('are told in Chinese as Chinese is written', () => {
    expect(entriesOf(sheet('## 出口\n\n铜矿石、水果', '智利'))).toEqual(['智利 · 出口：铜矿石、水果']);
  });

  it('do not say the name of the sheet twice', () => {
    expect(entriesOf(sheet('# Chile\n\nsouth of Peru'))).toEqual(['Chile: south of Peru']);
  });

  it.each([
    ['a list', '## Ingredients\n\n- 200 g flour\n- an egg'],
    ['several lines', '## Notes\n\nfirst of all\n\nsecond of all'],
    ['a sentence', '## Background\n\nThe Inca held the north until the Spanish came.'],
    ['no words', '## Area\n\n756 102'],
    ['a long line', `## Exports\n\n${'copper ore, '.repeat(40)}`],
    ['nothing', '## Exports'],
    ['code', '```sh\n# Install the packages\n\nnpm ci\n\n# Start it\n\nnpm start\n```'],
    ['a line right below, as remarks have', '# Install the packages\nnpm ci'],
  ])('are not made of a heading with %s under it', (_, other) => {
    expect(entriesOf(sheet(other))).toEqual([]);
  });

  it.each([
    ['The moon is made of cheese. Everyone agrees.'],
    ['The moon is made of cheese; everyone agrees'],
    ['Is the moon made of cheese?'],
    ['月亮是奶酪做的。'],
    ['cheese '.repeat(12)],
  ])('let no title say a sentence of its own: %s', (title) => {
    expect(entriesOf(sheet('## Exports\n\ncopper ore', title))).toEqual([]);
  });
  it('keep a source behind what they say, and are not made of a link alone', () => {
    const source = '([Factbook](https://www.example.org/the-world-factbook/countries/chile))';
    expect(entriesOf(sheet(`## Exports\n\ncopper, fish, fruit ${source}`))).toEqual([
      `Chile · Exports: copper, fish, fruit ${source}`,
    ]);
    expect(entriesOf(sheet('## Exports\n\nSee [the whole list of exports](https://example.org)'))).toEqual(
      [],
    );
  });

  it('take a name with an abbreviation for a name', () => {
    expect(entriesOf(sheet('## Exports\n\nbananas', 'St. Lucia'))).toEqual(['St. Lucia · Exports: bananas']);
  });

  it('answer what they are about, not every question about the sheet', async () => {
    const told = async (query: string) => {
      const given = [sheet('## Location\n\nSouth America')];
      const { spine } = await planSummary(wordVectors(), { query, sentences: 3, passages: given });
      return spine.map(({ candidate }) => candidate.text);
    };
    expect(await told('location of Chile')).toEqual(['Chile · Location: South America']);
    expect(await told('exports of Chile')).toEqual([]);
    // One word of several is chance.
    expect(await told('population growth of Chile in America')).toEqual([]);
  });

  it('stay what they are under the support check', () => {
    const [entry = ''] = entriesOf(sheet('## Exports\n\ncopper ore, fish (2023)'));
    expect(checkSupport(`${entry}.`, [entry]).supported).toBe(true);
    expect(checkSupport('Peru · Exports: copper ore, fish (2023).', [entry]).supported).toBe(false);
  });
});
