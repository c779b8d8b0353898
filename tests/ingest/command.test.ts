import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { IngestEvent } from '@/lib/ingest/types';
import { ingestCommand, toIngestOptions } from '@/scripts/ingest/options';
import { duration, eventPrinter } from '@/scripts/ingest/print-events';

function optionsOf(args: readonly string[], typedIn = '/home/me/recollect') {
  const command = ingestCommand().exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  command.parse(args, { from: 'user' });
  return toIngestOptions(command, { root: '/home/me/recollect', typedIn, stdin: Readable.from([]) });
}

describe('the command line of ingest', () => {
  it('maps columns, metadata and what is to be done', () => {
    const options = optionsOf(
      'faq.csv --text question,answer --title-column question --id-column key -c help -t a --tag b --language en-GB --date 2024-03 --prune --dry-run'.split(
        ' ',
      ),
    );
    expect(options).toMatchObject({
      targets: ['faq.csv'],
      fields: { text: ['question', 'answer'], title: 'question', id: 'key' },
      metadata: { collection: 'help', tags: ['a', 'b'], language: 'en', date: '2024-03-01' },
      prune: true,
      dryRun: true,
      reembed: false,
    });
    expect(options.stdin).toBeNull();
  });

  it('means relative paths from the folder it was typed in', () => {
    const args = ['notes', '../x/*.md', '/etc/motd'];
    expect(optionsOf(args).targets).toEqual(args);
    expect(optionsOf(args, '/home/me').targets).toEqual(['../notes', '../../x/*.md', '/etc/motd']);
    expect(optionsOf(args, '/home/me/recollect/data').targets).toEqual(['data/notes', 'x/*.md', '/etc/motd']);
  });

  it('takes standard input with a format, besides files', () => {
    const { targets, stdin } = optionsOf(['a.md', '-', '--format', 'markdown', '--uri', 'typed']);
    expect(targets).toEqual(['a.md']);
    expect(stdin).toMatchObject({ uri: 'typed', format: 'markdown', source: null });
  });

  it.each([
    [['-']],
    [[]],
    [['a.md', '--format', 'doc']],
    [['a.md', '--language', 'english']],
    [['a.md', '--date', 'yesterday']],
    [['a.md', '--batch-size', '0']],
    [['a.md', '--max-bytes', '1.5']],
    [['a.md', '--frobnicate']],
  ])('refuses %j', (args) => {
    expect(() => optionsOf(args)).toThrow();
  });
});

describe('what ingest prints', () => {
  const events: IngestEvent[] = [
    { type: 'start', files: 1, database: '/d/recollect.db', model: 'm', dryRun: false },
    {
      type: 'progress',
      documentsDone: 1,
      documentsSeen: 2,
      passagesDone: 1234,
      passagesPerSecond: 60.5,
      etaSeconds: 83,
    },
    {
      type: 'failed',
      uri: 'b.md',
      code: 'file_empty',
      message: 'b.md holds no text to search.',
      details: { path: 'b.md' },
    },
    { type: 'document', uri: 'gone.md', state: 'removed', passages: 0, embedded: 0, reused: 0 },
    {
      type: 'end',
      documents: { added: 1, updated: 0, unchanged: 0, removed: 1, failed: 1 },
      passages: 1,
      embedded: 1,
      reused: 0,
      tookMs: 83_000,
      peakRssBytes: 300 * 2 ** 20,
    },
  ];
  function printed(output: { isTTY?: boolean; columns?: number; json?: boolean }): string {
    const parts: string[] = [];
    const print = eventPrinter(
      { write: (text) => parts.push(text), ...output },
      { json: output.json ?? false },
    );
    for (const event of events) print(event);
    return parts.join('');
  }

  it('is plain lines where there is no terminal', () => {
    expect(printed({}).split('\n')).toEqual([
      'Ingesting 1 file into /d/recollect.db with m',
      '1 document · 1,234 passages · 60.5/s · about 1 min 23 s left',
      'failed   b.md holds no text to search. [file_empty]',
      'removed  gone.md',
      '1 document ready: 1 added, 1 removed',
      '1 passage embedded, 0 reused, in 1 min 23 s; peak memory 300 MB',
      '1 document failed (see above); the others are ready',
      '',
    ]);
  });

  it('is one redrawn line on a terminal, cut to its width and cleared before what stays', () => {
    const text = printed({ isTTY: true, columns: 30 });
    expect(text).toContain('\r\u001b[K1 document · 1,234 passages ·\r\u001b[Kfailed   b.md');
  });

  it('is the events themselves with --json', () => {
    const lines = printed({ json: true }).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as IngestEvent)).toEqual(events);
  });

  it('tells durations as people do', () => {
    expect([940, 59_600, 3_599_000, 7_260_000].map(duration)).toEqual([
      '0.9 s',
      '1 min 0 s',
      '59 min 59 s',
      '2 h 1 min',
    ]);
  });
});
