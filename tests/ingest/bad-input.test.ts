import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IngestEvent } from '@/lib/ingest/types';
import { openStore } from '@/lib/store';
import { ending, failures, ingestFolder, states, type IngestFolder } from './ingest-folder';
import { makeDocx, makePdf, makeZip, wordParagraph } from './make-files';

let folder: IngestFolder;
let events: IngestEvent[];

const GOOD = 'Rivers carry water to the sea.';

/** 100 MB without a line end, sparse where the content does not matter. */
function writeLongLine(file: string, beginning: string, fill: string): void {
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, beginning);
  const part = Buffer.alloc(4 * 1024 * 1024, fill);
  for (let written = 0; written < 100 * 1024 * 1024; written += part.length) writeSync(descriptor, part);
  closeSync(descriptor);
}

beforeAll(async () => {
  folder = ingestFolder();
  const docs = path.join(folder.root, 'docs');
  mkdirSync(docs);
  const put = (name: string, content: string | Buffer) => writeFileSync(path.join(docs, name), content);

  put('corrupt.pdf', '%PDF-1.4\nthis is not one\n%%EOF');
  put('truncated.pdf', makePdf([[[GOOD, 11, 700]]]).subarray(0, 300));
  put('encrypted.pdf', encryptedPdf());
  put('corrupt.docx', 'PK\u0003\u0004 this is not one');
  put('old-word.docx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]));
  put('not-word.docx', makeZip({ 'hello.txt': 'hello' }));
  put('bomb.docx', makeZip({ 'word/document.xml': Buffer.alloc(300 * 1024 * 1024, 'a') }));
  put('liar.docx', liar());
  put('climbing.docx', climbing('../../../escaped.xml'));
  put('absolute.docx', climbing('/tmp/recollect-escaped.xml'));
  put('linked.docx', linked());
  writeLongLine(path.join(docs, 'long-line.txt'), '', 'word ');
  writeLongLine(path.join(docs, 'long-line.jsonl'), `{"id":"first","text":"${GOOD} First."}\n{"text":"`, 'x');
  writeLongLine(path.join(docs, 'long-line.csv'), `id,text\n1,${GOOD}\n2,"`, 'x');
  put('latin1.txt', Buffer.from('caf\xe9 au lait', 'latin1'));
  put('empty.md', '');
  put('blank.txt', ' \n\n ');
  put('picture.txt', Buffer.from('89504e470d0a1a0a0000000d', 'hex'));
  put('program.md', Buffer.concat([Buffer.from('text'), Buffer.alloc(40)]));
  put('ragged.csv', `id,text\n1,"${GOOD} One."\n2,two,more\n3,"${GOOD} Three."\n`);
  put('broken.jsonl', `{"id":"a","text":"${GOOD} A."}\n{"id":"b","text":\n{"id":"c","text":"${GOOD} C."}\n`);
  put('wordless.html', '<html><body><script>1</script></body></html>');
  put('good.md', `# Rivers\n\n${GOOD}`);
  put('good.docx', makeDocx(wordParagraph(`${GOOD} In Word.`)));
  put('good.pdf', makePdf([[[`${GOOD} In a PDF.`, 11, 700]]]));
  writeFileSync(path.join(folder.root, 'secret.md'), 'secret');
  symlinkSync(path.join(folder.root, 'secret.md'), path.join(docs, 'link.md'));
  const sparse = openSync(path.join(docs, 'huge.pdf'), 'w');
  ftruncateSync(sparse, 60 * 1024 * 1024);
  closeSync(sparse);

  events = await folder.run(['docs']);
});

afterAll(() => folder.remove());

/** A PDF whose trailer asks for a password that nobody gives. */
function encryptedPdf(): Buffer {
  const plain = makePdf([[[GOOD, 11, 700]]]).toString('latin1');
  const key = 'ab'.repeat(32);
  const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <${key}> /U <${key}> >> /ID [<00> <00>]`;
  return Buffer.from(plain.replace('/Root 1 0 R', `/Root 1 0 R ${encrypt}`), 'latin1');
}

/** An archive whose directory claims ten bytes for what unpacks to many more. */
function liar(): Buffer {
  const zip = makeZip({ 'word/document.xml': Buffer.alloc(1024 * 1024, 'a') });
  const directory = zip.indexOf('PK\u0001\u0002', 'latin1');
  zip.writeUInt32LE(10, directory + 24);
  return zip;
}

/** A good Word document with a part that would be unpacked elsewhere, were it ever unpacked to the disk. */
function climbing(name: string): Buffer {
  // Other names of the same length, so that they can be changed where they stand.
  const stand = 'x'.repeat(name.length);
  const zip = makeDocx(wordParagraph(GOOD), '', { [stand]: 'escaped' });
  return Buffer.from(zip.toString('latin1').replaceAll(stand, name), 'latin1');
}

/** A Word document whose text is a link to a file of this machine, as Unix archives keep links. */
function linked(): Buffer {
  const zip = makeZip({ 'word/document.xml': path.join(folder.root, 'secret.md') });
  const directory = zip.indexOf('PK\u0001\u0002', 'latin1');
  zip.writeUInt8(3, directory + 5);
  zip.writeUInt32LE(0o120777 * 0x10000, directory + 38);
  return zip;
}

describe('bad input', () => {
  it.each([
    ['corrupt.pdf', 'corrupt_document'],
    ['truncated.pdf', 'corrupt_document'],
    ['encrypted.pdf', 'document_encrypted'],
    ['corrupt.docx', 'corrupt_document'],
    ['old-word.docx', 'document_encrypted'],
    ['not-word.docx', 'corrupt_document'],
    ['bomb.docx', 'archive_bomb'],
    ['liar.docx', 'corrupt_document'],
    ['climbing.docx', 'corrupt_document'],
    ['absolute.docx', 'corrupt_document'],
    ['linked.docx', 'corrupt_document'],
    ['long-line.txt', 'file_too_large'],
    ['long-line.jsonl#line-2', 'line_too_long'],
    ['long-line.csv', 'line_too_long'],
    ['latin1.txt', 'invalid_encoding'],
    ['empty.md', 'file_empty'],
    ['blank.txt', 'file_empty'],
    ['picture.txt', 'file_binary'],
    ['program.md', 'file_binary'],
    ['ragged.csv#line-3', 'bad_row'],
    ['broken.jsonl#line-2', 'bad_row'],
    ['wordless.html', 'no_text'],
    ['link.md', 'file_outside_folder'],
    ['huge.pdf', 'file_too_large'],
  ])('%s fails with %s', (name, code) => {
    expect(failures(events)[`docs/${name}`]).toBe(code);
  });

  it('leaves everything else ready', () => {
    expect(states(events)).toEqual({
      'docs/broken.jsonl#a': 'added',
      'docs/broken.jsonl#c': 'added',
      'docs/good.docx': 'added',
      'docs/good.md': 'added',
      'docs/good.pdf': 'added',
      'docs/long-line.csv#1': 'added',
      'docs/long-line.jsonl#first': 'added',
      'docs/ragged.csv#1': 'added',
      'docs/ragged.csv#3': 'added',
    });
    expect(ending(events).documents).toMatchObject({ added: 9, failed: 24 });
  });

  it('unpacks nothing, and reads nothing that an archive links to', async () => {
    expect(existsSync(path.join(folder.root, '..', 'escaped.xml'))).toBe(false);
    expect(existsSync('/tmp/recollect-escaped.xml')).toBe(false);
    const store = await openStore(folder.config.databaseFile);
    expect(await store.prisma.passage.count({ where: { text: { contains: 'secret' } } })).toBe(0);
    await store.close();
  });

  it('says what was wrong and what to do', () => {
    const message = (name: string) =>
      events.flatMap((event) =>
        event.type === 'failed' && event.uri === `docs/${name}` ? [event.message] : [],
      )[0];
    expect(message('latin1.txt')).toContain('first bad byte at 3');
    expect(message('latin1.txt')).toContain('iconv');
    expect(message('bomb.docx')).toContain('would unpack to');
    expect(message('long-line.txt')).toContain('--max-bytes');
    expect(message('climbing.docx')).toContain('relative path');
    expect(message('absolute.docx')).toContain('absolute path');
  });
});
