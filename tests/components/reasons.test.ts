import { describe, expect, it } from 'vitest';
import { messagesOf } from '@/components/messages/messages';
import { reasonIn } from '@/components/messages/reasons';
import { REASONS_ZH } from '@/components/messages/reasons-zh';
import { ERROR_TABLE } from '@/lib/error-table';
import { asRecollectError, placeholdersOf, RecollectError, type ErrorCode } from '@/lib/errors';
import { formatOf, unknownFormat } from '@/lib/ingest/formats';
import { readDocuments } from '@/lib/ingest/read-documents';
import { parseFile } from '@/lib/ingest/readers/parse-file';
import { streamSource } from '@/lib/ingest/source-file';

const CODES = Object.keys(ERROR_TABLE) as ErrorCode[];
const [en, zh] = [messagesOf('en'), messagesOf('zh')];
const chinese = (error: RecollectError) => reasonIn(zh, error.reason);

describe('the reason of an error', () => {
  it.each(CODES)('%s names in Chinese what it names in English', (code) => {
    const names = placeholdersOf(ERROR_TABLE[code].detail);
    expect(placeholdersOf(REASONS_ZH[code]).sort()).toEqual([...names].sort());
    const said = chinese(
      new RecollectError(code, Object.fromEntries(names.map((name) => [name, `<${name}>`]))),
    );
    expect(said).toMatch(/[\u4e00-\u9fff]/);
    for (const name of names) expect(said).toContain(`<${name}>`);
  });

  it('is the stored English sentence where its details were not kept, or its code is not known', () => {
    const old = { code: 'file_empty', message: 'a.md holds no text to search.' };
    expect(reasonIn(zh, old)).toBe(old.message);
    expect(reasonIn(zh, { ...old, code: 'toString', details: {} })).toBe(old.message);
    expect(reasonIn(zh, { ...old, details: { path: 'a.md' } })).toBe('a.md 没有可供搜索的文本。');
    expect(reasonIn(en, { ...old, details: { path: 'a.md' } })).toBe(old.message);
  });

  it('shows what would turn the rest of the sentence around', () => {
    const error = new RecollectError('file_empty', { path: 'a\u202efdp.md' });
    expect(reasonIn(en, error.reason)).toBe('a⟨U+202E⟩fdp.md holds no text to search.');
    expect(chinese(error)).toBe('a⟨U+202E⟩fdp.md 没有可供搜索的文本。');
  });

  it('tells no more of an error than its sentence shows', () => {
    const error = new RecollectError('file_empty', { path: 'a.md', secret: 'x' });
    expect(error.reason.details).toEqual({ path: 'a.md' });
    expect(error.toProblem().details).toEqual({ path: 'a.md' });
  });

  it('says in Chinese that files must be sent again whose bytes were given up', () => {
    const error = new RecollectError('not_found', {
      what: 'What these files held',
      hint: 'Only the newest files that failed are kept to be tried again; send these again.',
    });
    expect(chinese(error)).not.toMatch(/[A-Za-z]/);
  });

  it('says in plain words that nothing answered', () => {
    const reason = { code: 'unreachable', message: 'Failed to fetch' };
    expect([reasonIn(en, reason), reasonIn(zh, reason)]).toEqual([
      en.errors.unreachable,
      zh.errors.unreachable,
    ]);
  });
});

describe('what is wrong with an uploaded file', () => {
  /** The reasons why parts of a file could not be read, in Chinese. */
  async function failures(name: string, content: string | Buffer): Promise<string[]> {
    const format = formatOf(name);
    if (format === undefined) return [chinese(unknownFormat(name))];
    async function* bytes() {
      yield Buffer.from(content);
    }
    const said: string[] = [];
    const file = streamSource(bytes(), name, format);
    for await (const result of readDocuments(file, { fields: {}, maxBytes: 1e6, parse: parseFile })) {
      if ('failure' in result) said.push(chinese(result.failure));
      else
        await result.document
          .parse()
          .catch((thrown: unknown) => said.push(chinese(asRecollectError(thrown))));
    }
    return said;
  }

  it.each([
    ['表.csv', 'id,text\n1,a\n1,b\n2\n3,\n4,"never closed\n5,c'],
    ['行.jsonl', '{"text":"a"}\n[1]\n{"text":\n{"text":1}\n'],
    ['空.csv', 'id,text\n'],
    ['二.md', Buffer.from([0, 1, 2])],
    ['图.heic', ''],
    ['无扩展名', ''],
  ])('%s is said in Chinese', async (name, content) => {
    const said = await failures(name, content);
    expect(said.length).toBeGreaterThan(0);
    for (const sentence of said) expect(sentence).not.toMatch(/\b(is|it|its|has|the|name|field|below)\b/);
  });
});
