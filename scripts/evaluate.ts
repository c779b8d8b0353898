import { Command } from 'commander';
import { parseCount } from './support/parse-count';
import { runCommand } from './support/run-command';

/** `npm run evaluate -- WHAT`: measures quality on sets of questions with known answers. */
await runCommand(async () => {
  const program = new Command('npm run evaluate --').description(
    'Measures how good rankings, similarities and summaries are.',
  );

  // Each is loaded only when it is asked for: none needs what another needs.
  program
    .command('retrieval')
    .description('rankings in every mode on folders in BEIR layout (corpus.jsonl, queries.jsonl, qrels.tsv)')
    .argument('<dirs...>', 'one folder a set')
    .option('--json <file>', 'write the figures to a file as well')
    .option('--html <file>', 'write them as a page with charts, which needs nothing else')
    .option('--exclude-self', 'leave out the document that has the id of the query', false)
    .action(async (dirs: string[], options: { json?: string; html?: string; excludeSelf: boolean }) => {
      const { evaluateSets } = await import('./evaluate/retrieval');
      await evaluateSets(dirs, options);
    });
  program
    .command('strength')
    .description('what the labels strong, likely and weak are worth, on two or more folders in BEIR layout')
    .argument('<dirs...>', 'one folder a set')
    .action(async (dirs: string[]) => {
      const { evaluateStrength } = await import('./evaluate/strength');
      await evaluateStrength(dirs);
    });
  program
    .command('sentences')
    .description(
      'whether the sentence marked in a hit answers, on a folder in BEIR layout with known answers',
    )
    .argument('<dir>')
    .requiredOption('--spans <file>', 'query id, document id, start and end of every answer, tab-separated')
    .action(async (dir: string, { spans }: { spans: string }) => {
      const { evaluateMarkedSentences } = await import('./evaluate/sentences');
      await evaluateMarkedSentences(dir, spans);
    });
  program
    .command('passages')
    .description('whether the passage shown first is the one asked for, on the documents that are stored')
    .option('--questions <count>', 'how many headings are asked for, at most', parseCount, 1_000)
    .action(async ({ questions }: { questions: number }) => {
      const { evaluateShownPassages } = await import('./evaluate/passages');
      await evaluateShownPassages(questions);
    });
  program
    .command('sts')
    .description(
      'correlation with human judgements of similarity: lines of text, text and score, tab-separated',
    )
    .argument('<files...>')
    .option('--json <file>', 'write the figures to a file as well')
    .action(async (files: string[], options: { json?: string }) => {
      const { evaluateSts } = await import('./evaluate/sts');
      await evaluateSts(files, options);
    });
  program
    .command('summaries')
    .description('summaries against ones that people wrote')
    .argument('[args...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (args: string[]) => {
      const { evaluateSummaries } = await import('./evaluate/summaries');
      await evaluateSummaries(args);
    });
  await program.parseAsync();
});
