import { afterAll, describe, expect, it } from 'vitest';
import { createFileParser } from '@/lib/ingest/parsing-worker';

const parser = createFileParser(20);
afterAll(() => parser.close());

describe('createFileParser', () => {
  it('gives what the parser gives', async () => {
    const { title, text } = await parser.parse('markdown', Buffer.from('# Title\n\nText'), 'a.md');
    expect({ title, text }).toEqual({ title: 'Title', text: '# Title\n\nText' });
  });

  it("keeps a parser's error and its code", async () => {
    await expect(parser.parse('pdf', Buffer.from('%PDF-1.4 no'), 'a.pdf')).rejects.toMatchObject({
      code: 'corrupt_document',
      details: { path: 'a.pdf' },
    });
  });

  it('gives up a file that takes too long, and reads the next one', { timeout: 20_000 }, async () => {
    const hasty = createFileParser(0.005);
    const slow = Buffer.from('[a](<b '.repeat(40_000));
    await expect(hasty.parse('markdown', slow, 'slow.md')).rejects.toMatchObject({
      code: 'reading_timed_out',
    });
    await hasty.close();
    const { text } = await parser.parse('text', Buffer.from('Still reading'), 'b.txt');
    expect(text).toBe('Still reading');
  });
});
