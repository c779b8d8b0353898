import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { RecollectError } from '@/lib/errors';
import { isoDate, languageCode } from '@/lib/ingest/readers/declared';
import type { IngestOptions } from '@/lib/ingest/ingest';
import { streamSource } from '@/lib/ingest/source-file';
import type { Format } from '@/lib/ingest/types';
import { parseCount } from '../support/parse-count';

const FORMATS: Format[] = ['markdown', 'text', 'html', 'pdf', 'docx', 'csv', 'jsonl'];

/** What the command line may say; see --help. */
export function ingestCommand(): Command {
  return new Command('npm run ingest --')
    .description(
      'Reads documents, cuts them into passages, embeds them and makes them searchable.\n' +
        'Run it again at any time: only what is new or changed is embedded, and an interrupted run goes on where it stopped.',
    )
    .argument(
      '[paths...]',
      'files, folders and globs ("docs/**/*.md"); - reads one document from standard input',
    )
    .option(
      '-c, --collection <name>',
      'collection of the documents (default: "default", or what they say themselves)',
    )
    .option('-t, --tag <tag>', 'add a tag; may be repeated', collect, [])
    .option('--language <code>', 'language of the documents, ISO 639-1 (default: detected)', parseLanguage)
    .option('--date <date>', 'date of the documents, ISO 8601 (default: what they say themselves)', parseDate)
    .addOption(
      new Option('--format <format>', 'read the named files as this, whatever their extension').choices(
        FORMATS,
      ),
    )
    .option('--title <title>', 'title of a document that is named itself or comes from standard input')
    .option('--uri <uri>', 'how the document from standard input is known', 'stdin')
    .option(
      '--text <columns>',
      'csv, jsonl: columns of the text, separated by commas (default: text, body, content …)',
    )
    .option('--title-column <column>', 'csv, jsonl: column of the title (default: title, name …)')
    .option(
      '--id-column <column>',
      'csv, jsonl: column that tells rows apart (default: id, _id, key …, or the row number)',
    )
    .option('--date-column <column>', 'csv, jsonl: column of the date (default: date, published …)')
    .option('--tags-column <column>', 'csv, jsonl: column of the tags (default: tags, keywords …)')
    .option('--language-column <column>', 'csv, jsonl: column of the language (default: language, lang)')
    .option('--prune', 'remove documents whose file (or row) is gone from the given files and folders', false)
    .option('--reembed', 'embed every stored document again with the configured model; needs no paths', false)
    .option('--dry-run', 'say what would be done, and write nothing', false)
    .option('--json', 'tell events as JSON, one a line', false)
    .option(
      '--max-bytes <bytes>',
      'refuse larger files (rows of csv and jsonl: at most 16 MiB each)',
      parseCount,
      50 * 1024 * 1024,
    )
    .option('--batch-size <passages>', 'passages embedded and committed together', parseCount, 64)
    .option('--timeout <seconds>', 'give up a file that takes longer to parse', parseCount, 60)
    .addHelpText(
      'after',
      `
Read are .md .txt .html .pdf .docx, and .csv .tsv .jsonl with a document a row. Hidden files, node_modules and
other formats are passed over in folders.

Examples:
  npm run ingest -- data/sample
  npm run ingest -- notes "papers/**/*.pdf" --collection work --tag 2026
  npm run ingest -- faq.csv --text question,answer --title-column question
  pandoc old.doc -t markdown | npm run ingest -- - --format markdown --title "Old notes" --uri notes/old
  npm run ingest -- notes --prune

Exit status: 0 all is well, 65 some documents failed (the others are ready), 75 another ingest is running,
130 interrupted; others as in the error's message.`,
    );
}

export interface CommandPlace {
  /** Absolute path of the project; documents below it are known by their path from here. */
  root: string;
  /** Absolute path of the folder the command was typed in: relative paths are meant from there. */
  typedIn: string;
  stdin: AsyncIterable<Buffer>;
}

/** @throws RecollectError `invalid_request` for options that do not go together */
export function toIngestOptions(command: Command, { root, typedIn, stdin }: CommandPlace): IngestOptions {
  const given = command.opts<Record<string, unknown>>();
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined);
  const fromRoot = path.relative(root, typedIn);
  const targets = command.args
    .filter((target) => target !== '-')
    .map((target) => (fromRoot === '' || path.isAbsolute(target) ? target : path.join(fromRoot, target)));
  const format = text('format') as Format | undefined;
  const usesStdin = command.args.includes('-');
  if (usesStdin && !format) throw invalid(`- needs --format (${FORMATS.join(', ')})`);
  if (command.args.length === 0 && given.reembed !== true) {
    throw invalid('name at least one file, folder or glob (see npm run ingest -- --help)');
  }
  return {
    targets,
    root,
    stdin: usesStdin && format ? streamSource(stdin, text('uri') ?? 'stdin', format) : null,
    format,
    title: text('title'),
    fields: {
      text: text('text')
        ?.split(',')
        .map((name) => name.trim()),
      title: text('titleColumn'),
      id: text('idColumn'),
      date: text('dateColumn'),
      tags: text('tagsColumn'),
      language: text('languageColumn'),
    },
    metadata: {
      collection: text('collection'),
      tags: given.tag as string[],
      language: text('language'),
      date: text('date'),
    },
    prune: given.prune === true,
    reembed: given.reembed === true,
    dryRun: given.dryRun === true,
    maxBytes: given.maxBytes as number,
    batchSize: given.batchSize as number,
    parseSeconds: given.timeout as number,
  };
}

function invalid(reason: string): RecollectError {
  return new RecollectError('invalid_request', { reason });
}

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}

function parseLanguage(value: string): string {
  const code = languageCode(value);
  if (!code) throw new InvalidArgumentError('It must be an ISO 639-1 code such as en or zh.');
  return code;
}

function parseDate(value: string): string {
  const date = isoDate(value);
  if (!date) throw new InvalidArgumentError('It must be a date such as 2026-11-24.');
  return date;
}
