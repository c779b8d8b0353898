import { describe, expect, it } from 'vitest';
import { parseFile } from '@/lib/ingest/readers/parse-file';
import type { FileFormat, ParsedText } from '@/lib/ingest/types';
import { makeDocx, makePdf, wordParagraph } from '../make-files';

const parse = (format: FileFormat, content: string | Buffer, name = `a-small_file.${format}`) =>
  parseFile(format, Buffer.from(content), name);

/** Blocks as `kind+level: text`. */
const blocksOf = ({ blocks, text }: ParsedText) =>
  blocks.map(({ kind, level, start, end }) => `${kind}${level ?? ''}: ${text.slice(start, end)}`);

describe('Markdown', () => {
  it('reads front matter and blocks, and stores the source', async () => {
    const source = [
      '---',
      'title: "Rice: a guide"',
      'date: 2024-03-01',
      'tags: [cooking, rice]',
      'lang: en-GB',
      'collection: kitchen',
      '---',
      '# Rice',
      '',
      'Rinse it **well**.',
      '',
      '- white',
      '  - basmati',
      '- brown',
      '',
      '> Old saying.',
      '',
      '```js',
      'boil();',
      '```',
      '',
      '| a | b |',
      '|---|---|',
      '| 1 | 2 |',
    ].join('\r\n');
    const document = await parse('markdown', source);
    expect(document.title).toBe('Rice: a guide');
    expect(document.declared).toEqual({
      language: 'en',
      date: '2024-03-01',
      tags: ['cooking', 'rice'],
      collection: 'kitchen',
    });
    expect(document.text.startsWith('# Rice\n\nRinse it **well**.')).toBe(true);
    expect(blocksOf(document)).toEqual([
      'heading1: # Rice',
      'paragraph: Rinse it **well**.',
      'list-item1: - white\n  ',
      'list-item2: - basmati',
      'list-item1: - brown',
      'quote: > Old saying.',
      'code: ```js\nboil();\n```',
      'table: | a | b |\n|---|---|\n| 1 | 2 |',
    ]);
  });

  it('takes the title from the first heading, then from the name', async () => {
    expect((await parse('markdown', 'Intro\n\n# The `real` title')).title).toBe('The real title');
    expect((await parse('markdown', 'Only words', 'docs/house_of-wisdom.md')).title).toBe('House of wisdom');
  });

  it('keeps front matter that is not YAML as text', async () => {
    const { text } = await parse('markdown', '---\n{ broken: [\n---\n\nWords');
    expect(text).toContain('broken');
  });
});

describe('plain text', () => {
  it('takes a short first line as title, and paragraphs at blank lines', async () => {
    const document = await parse('text', 'A title\n\nOne\ntwo.\n \n\nThree.\n');
    expect(document.title).toBe('A title');
    expect(blocksOf(document)).toEqual(['paragraph: A title', 'paragraph: One\ntwo.', 'paragraph: Three.\n']);
    expect((await parse('text', `${'long '.repeat(60)}\n\nmore`, 'my-notes.txt')).title).toBe('My notes');
  });

  it('decodes UTF-16 with a byte order mark, and drops that of UTF-8', async () => {
    const utf16 = Buffer.from('\ufeff你好，世界', 'utf16le');
    expect((await parse('text', utf16)).text).toBe('你好，世界');
    expect((await parse('text', '\ufeffHello')).text).toBe('Hello');
  });
});

describe('HTML', () => {
  it('keeps the readable part, and what the page declares', async () => {
    const prose = 'Rivers carry water to the sea, and the sea gives it back as rain over the hills. '.repeat(
      6,
    );
    const document = await parse(
      'html',
      `<!doctype html><html lang="en-US"><head><title>About rivers</title>
      <meta name="keywords" content="water, rivers"><meta property="article:published_time" content="2023-05-06T10:00:00Z">
      <script>alert("no")</script></head><body><nav><a href="/">Home</a> <a href="/x">Elsewhere</a></nav>
      <article><h1>About rivers</h1><h2>Course</h2><p>${prose}</p><ol><li>Source</li><li>Mouth<ul><li>Delta</li></ul></li></ol>
      <table><tr><th>River</th><th>km</th></tr><tr><td>Nile</td><td>6650</td></tr></table>
      <pre>a  b\nc</pre><p>${prose}</p></article><footer>Imprint</footer></body></html>`,
    );
    expect(document.title).toBe('About rivers');
    expect(document.declared).toEqual({
      language: 'en',
      date: '2023-05-06T10:00:00Z',
      tags: ['water', 'rivers'],
    });
    const blocks = blocksOf(document);
    expect(blocks).toContain('heading2: Course');
    expect(blocks).toContain('list-item1: 1. Source');
    expect(blocks).toContain('list-item2:   - Delta');
    expect(blocks).toContain('table: River | km\nNile | 6650');
    expect(blocks).toContain('code: a  b\nc');
    expect(document.text).not.toMatch(/alert|Home|Imprint/);
  });

  it.each([
    '<!doctype html><title>Nougat</title><body><p>It is made of honey.</p></body>',
    '<html><title>Nougat</title><style>p { color: red }</style><body><p>It is made of honey.</p></body></html>',
    '<title>Nougat</title><p>It is made of honey.</p>',
  ])('reads a page whose optional tags are left out: %s', async (page) => {
    const { title, text } = await parseFile('html', Buffer.from(page), 'x.html');
    expect(title).toBe('Nougat');
    expect(text).toContain('It is made of honey.');
    expect(text).not.toContain('color');
  });

  it('reads a page that is only a note, and one in a declared encoding', async () => {
    expect((await parse('html', '<p>Short note</p>')).text).toBe('Short note');
    const latin = Buffer.from('<meta charset="iso-8859-1"><p>Caf\u00e9</p>', 'latin1');
    expect((await parse('html', latin)).text).toBe('Café');
    await expect(parse('html', '<html><body><script>1</script></body></html>')).rejects.toMatchObject({
      code: 'no_text',
    });
  });
});

describe('PDF', () => {
  const body = (text: string, y: number) => [text, 11, y] as const;

  it('joins lines into paragraphs, parted words together, and keeps pages', async () => {
    const pdf = makePdf(
      [1, 2, 3].map((page) => [
        ['Running head', 8, 820] as const,
        [`Chapter ${page}`, 20, 780] as const,
        body('The first line of this para-', 740),
        body('graph goes on to the second line.', 726),
        body('Another paragraph after a gap.', 690),
        [String(page), 8, 30] as const,
      ]),
      '/Title (A small book) /CreationDate (D:20200131120000Z) /Keywords (one, two)',
    );
    const document = await parse('pdf', pdf);
    expect(document.title).toBe('A small book');
    expect(document.declared).toEqual({ date: '2020-01-31', tags: ['one', 'two'] });
    expect(document.blocks.map(({ page }) => page)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3]);
    expect(blocksOf(document).slice(0, 3)).toEqual([
      'heading1: Chapter 1',
      'paragraph: The first line of this paragraph goes on to the second line.',
      'paragraph: Another paragraph after a gap.',
    ]);
    expect(document.text).not.toContain('Running head');
  });

  it('says that a scan has no text', async () => {
    await expect(parse('pdf', makePdf([[]]))).rejects.toMatchObject({ code: 'no_text' });
  });
});

describe('Word', () => {
  it('reads headings, paragraphs and properties', async () => {
    const docx = makeDocx(
      wordParagraph('Making stock', 'Heading1') + wordParagraph('Stock is water &amp; bones.'),
      '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Stock &amp; soup</dc:title><cp:keywords>soup; broth</cp:keywords><dcterms:created x="y">2021-02-03T04:05:06Z</dcterms:created></cp:coreProperties>',
    );
    const document = await parse('docx', docx);
    expect(document.title).toBe('Stock & soup');
    expect(document.declared).toEqual({ date: '2021-02-03', tags: ['soup', 'broth'] });
    expect(document.text).toContain('Stock is water & bones.');
    expect(blocksOf(document)).toHaveLength(2);
  });
});
