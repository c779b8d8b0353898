import { Command } from 'commander';
import { config } from '@/lib/config';
import { checkNativeModules } from './doctor/native-modules';
import { checkNodeVersion } from './doctor/node-version';
import { exitStatus, findingLines } from './doctor/print-findings';
import type { Finding, NamedFinding } from './doctor/types';
import { runCommand } from './support/run-command';
import { parseCount } from './support/parse-count';

/** `npm run doctor`: looks for what is wrong, says how to mend it, changes nothing. */
await runCommand(async () => {
  const program = new Command('npm run doctor --')
    .description('Looks for what is wrong with the installation and says how to mend it. Changes nothing.')
    .option('--json', 'print the findings as JSON', false);
  const print = (result: unknown, lines: readonly string[]) =>
    console.log(program.opts<{ json: boolean }>().json ? JSON.stringify(result, null, 2) : lines.join('\n'));

  program.action(async () => {
    const findings = await examine();
    const exit = exitStatus(findings);
    print({ ok: exit === 0, exit, findings }, findingLines(findings));
    process.exit(exit);
  });
  program
    .command('recall')
    .description('how many of the exact neighbours the graph finds among the stored vectors')
    .option('-k, --neighbours <count>', 'neighbours compared', parseCount, 10)
    .option('--sample <count>', 'stored vectors asked with', parseCount, 200)
    .option('--seed <number>', 'chooses the sample', parseCount, 1)
    .action(async ({ neighbours, sample, seed }: { neighbours: number; sample: number; seed: number }) => {
      const { measureRecall, recallLines } = await import('./doctor/recall');
      const report = await measureRecall(config(), { k: neighbours, sample, seed });
      print(report, recallLines(report));
      process.exit(0);
    });
  await program.parseAsync();
});

async function examine(): Promise<NamedFinding[]> {
  const settings = config();
  const under = (check: string) => (finding: Finding) => ({ check, ...finding });
  const found = [
    ...(await checkNodeVersion(process.versions.node)).map(under('Node.js')),
    ...(await checkNativeModules()).map(under('Native modules')),
  ];
  // The other checks cannot even be imported without what these found missing.
  if (exitStatus(found) !== 0) return found;
  const { checkEverything } = await import('./doctor/check-everything');
  return [...found, ...(await checkEverything(settings))];
}
