import { Command } from 'commander';
import { projectRoot } from './support/project-root';
import { runCommand } from './support/run-command';
import { parseCount } from './support/parse-count';

/** `npm run bench -- WHAT`: measures speed and prints whether the project's bars are met. */
await runCommand(async () => {
  const program = new Command('npm run bench --')
    .description(
      'Measures speed on this machine. Let nothing else run meanwhile: two cores are all the bars allow for.',
    )
    .option('--json', 'print the figures as JSON instead of a table', false);
  const report = (line: string) => console.error(`… ${line}`);
  const print = (result: unknown, table: readonly string[]) =>
    console.log(program.opts<{ json: boolean }>().json ? JSON.stringify(result, null, 2) : table.join('\n'));

  // Each bench is loaded only when it is asked for: none needs what another needs.
  program
    .command('ingest')
    .description('ingest against embedding alone, peak memory, a second run')
    .action(async () => {
      const { benchIngest, ingestTable } = await import('./bench/ingest');
      const result = await benchIngest(projectRoot, report);
      print(result, ingestTable(result));
    });
  program
    .command('search')
    .description('search over HTTP in every mode, with filters, beside an ingest; graph against exact scan')
    .option('--passages <count>', 'passages of the corpus, which is made once and kept', parseCount, 20_000)
    .option('--queries <count>', 'queries in each mode', parseCount, 300)
    .action(async (options: { passages: number; queries: number }) => {
      const { benchSearch, searchTable } = await import('./bench/search');
      const result = await benchSearch(projectRoot, options, report);
      print(result, searchTable(result));
    });
  program
    .command('summary')
    .description('first sentence and whole summary of five passages, writing with and without the cache')
    .action(async () => {
      const { benchSummary, summaryTable } = await import('./bench/summary');
      const result = await benchSummary(projectRoot, report);
      print(result, summaryTable(result));
    });
  program
    .command('pages')
    .description(
      'web vitals and script of the pages in a Chromium; how long after the last key results are painted',
    )
    .option('--passages <count>', 'passages of the corpus, which is made once and kept', parseCount, 20_000)
    .option('--queries <count>', 'queries that are typed', parseCount, 25)
    .action(async (options: { passages: number; queries: number }) => {
      const { benchPages, pagesTable } = await import('./bench/pages');
      const result = await benchPages(projectRoot, options, report);
      print(result, pagesTable(result));
    });
  program
    .command('load')
    .description('many clients at once that search, summarise, upload and delete; memory and errors')
    .option('--clients <count>', 'clients', parseCount, 16)
    .option('--minutes <count>', 'how long', parseCount, 10)
    .option('--passages <count>', 'passages of the corpus, which is made once and kept', parseCount, 20_000)
    .action(async (options: { clients: number; minutes: number; passages: number }) => {
      const { benchLoad, loadTable } = await import('./bench/load');
      const result = await benchLoad(projectRoot, options, report);
      print(result, loadTable(result));
    });
  await program.parseAsync();
});
