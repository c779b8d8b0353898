import { describe, expect, it } from 'vitest';
import { readDocuments } from '@/lib/ingest/read-documents';
import { parseFile } from '@/lib/ingest/readers/parse-file';
import { streamSource } from '@/lib/ingest/source-file';
import type { RowFields, RowFormat } from '@/lib/ingest/types';

interface Outcome {
  uri: string;
  title?: string;
  text?: string;
  declared?: object;
  code?: string;
  message?: string;
}

/** Reads bytes that come in chunks of the given size. */
async function read(
  format: RowFormat,
  content: string | Buffer,
  fields: RowFields = {},
  chunk = 7,
): Promise<Outcome[]> {
  const bytes = Buffer.from(content);
  async function* stream() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const outcomes: Outcome[] = [];
  const file = streamSource(stream(), 'rows', format);
  for await (const result of readDocuments(file, { fields, maxBytes: 2000, parse: parseFile })) {
    if ('document' in result) {
      const { title, text, declared } = await result.document.parse();
      outcomes.push({ uri: result.document.uri, title, text, declared });
    } else outcomes.push({ uri: result.uri, code: result.failure.code, message: result.failure.message });
  }
  return outcomes;
}

describe('JSON Lines', () => {
  it('makes a document of a line, by the usual names', async () => {
    const line = {
      _id: 'x/1',
      title: 'T',
      body: 'Text',
      lang: 'en',
      date: '2020',
      tags: ['a', 'b'],
      other: 1,
    };
    expect(
      await read('jsonl', `\ufeff${JSON.stringify(line)}\r\n\n{"text":"Second line title\\nand more"}`),
    ).toEqual([
      {
        uri: 'rows#x/1',
        title: 'T',
        text: 'Text',
        declared: { date: '2020-01-01', tags: ['a', 'b'], language: 'en' },
      },
      { uri: 'rows#row-2', title: 'Second line title', text: 'Second line title\nand more', declared: {} },
    ]);
  });

  it('fails a broken line alone and names it', async () => {
    const good = (id: number) => Buffer.from(`{"id":${id},"text":"good ${id}"}\n`);
    const content = Buffer.concat([
      good(1),
      Buffer.from('{"id":2,"text":\n'),
      Buffer.from('[1,2]\n'),
      Buffer.from('{"id":4,"words":"no text field"}\n'),
      Buffer.from('{"id":5,"text":7}\n'),
      Buffer.from('{"id":6,"text":"\xff"}\n', 'latin1'),
      Buffer.from(`{"id":7,"text":"${'x'.repeat(5000)}"}\n`),
      Buffer.from('{"id":1,"text":"same id again"}\n'),
      good(9),
    ]);
    const outcomes = await read('jsonl', content);
    expect(outcomes.map(({ uri, code }) => code ?? uri)).toEqual([
      'rows#1',
      'bad_row',
      'bad_row',
      'bad_row',
      'bad_row',
      'bad_row',
      'line_too_long',
      'bad_row',
      'rows#9',
    ]);
    expect(outcomes[1]?.message).toMatch(/line 2: it is not JSON/);
    expect(outcomes[3]?.message).toContain('--text');
    expect(outcomes[7]?.message).toContain('already used in line 1');
  });

  it('refuses a binary file and an empty one', async () => {
    expect(await read('jsonl', Buffer.from([1, 0, 2, 0]))).toMatchObject([{ code: 'file_binary' }]);
    expect(await read('jsonl', '\n \n')).toMatchObject([{ code: 'file_empty' }]);
  });

  it('takes fields by option', async () => {
    const row = '{"q":"Why?","a":["Because.","So."],"k":"one"}';
    expect(await read('jsonl', row, { text: ['q', 'a'], id: 'k' })).toMatchObject([
      { uri: 'rows#one', text: 'Why?\n\nBecause.\n\nSo.' },
    ]);
  });

  it('sees headings in Markdown text', async () => {
    const [row] = await read('jsonl', '{"text":"# From the heading\\n\\nWords"}');
    expect(row?.title).toBe('From the heading');
  });
});

describe('CSV', () => {
  it('makes a document of a row; ragged rows fail alone', async () => {
    const outcomes = await read(
      'csv',
      'id,title,text\n1,A,"one, two"\n2,B\n3,C,"line\nbreak"\n4,D,x,y\n5,E "q",five\n',
    );
    expect(outcomes.map(({ uri, code, text }) => code ?? `${uri} ${text}`)).toEqual([
      'rows#1 one, two',
      'bad_row',
      'rows#3 line\nbreak',
      'bad_row',
      'rows#5 five',
    ]);
    expect(outcomes[1]?.message).toMatch(/line 3: it has 2 cells, the header has 3/);
  });

  it.each([';', '\t', '|'])('finds the delimiter %j', async (delimiter) => {
    const content = ['id', 'text'].join(delimiter) + '\n' + ['a', '"x,y"'].join(delimiter);
    expect(await read('csv', content)).toMatchObject([{ uri: 'rows#a', text: 'x,y' }]);
  });

  it('uses every cell when no column looks like the text', async () => {
    expect(await read('csv', 'name,price\nTea,3.50\n')).toMatchObject([
      { title: 'Tea', text: 'name: Tea\nprice: 3.50' },
    ]);
  });

  it('says which columns there are when an option names another', async () => {
    const [only] = await read('csv', 'a,b\n1,2\n', { title: 'c' });
    expect(only).toMatchObject({ code: 'missing_column' });
    expect(only?.message).toContain('a, b');
  });

  it('gives the offset of the first byte that is not UTF-8', async () => {
    const bad = Buffer.from('id,text\n1,caf\xe9 ole\n', 'latin1');
    for (const chunk of [1, 3, 100]) {
      const [only] = await read('csv', bad, {}, chunk);
      expect(only).toMatchObject({ code: 'invalid_encoding' });
      expect(only?.message).toContain('first bad byte at 13');
    }
  });

  it('fails a row past the limit and a quote that never closes', async () => {
    expect(await read('csv', `id,text\n1,${'x'.repeat(4000)}\n`)).toMatchObject([{ code: 'line_too_long' }]);
    const outcomes = await read('csv', 'id,text\n1,a\n2,"open\n');
    expect(outcomes.map(({ uri, code }) => code ?? uri).sort()).toEqual(['bad_row', 'rows#1']);
    expect(await read('csv', 'id,text\n')).toMatchObject([{ code: 'no_text' }]);
    expect(await read('csv', '')).toMatchObject([{ code: 'file_empty' }]);
  });
});
