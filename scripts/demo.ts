import path from 'node:path';
import { config } from '@/lib/config';
import { closeRuntime, runtime } from '@/lib/runtime';
import { buildWeb } from './support/build-web';
import { prepareDatabase, prepareModels } from './support/prepare';
import { printAnswer } from './support/print-answer';
import { projectRoot } from './support/project-root';
import { runCommand, untilInterrupted } from './support/run-command';
import { runScript } from './support/run-script';
import { checkAddress, serve } from './support/serve';
import { steadyHeap } from './support/steady-heap';

const EXAMPLE = 'How do language models remember what they have read?';

/** `npm run demo`: from a fresh clone to an answered question and a page to ask more. */
await runCommand(async () => {
  steadyHeap();
  const settings = config();
  await checkAddress(settings);

  step('Models');
  await prepareModels(settings);
  await prepareDatabase(settings);

  step('Reading the sample documents');
  const status = await runScript('ingest', [path.join(projectRoot, 'data', 'sample')]);
  if (status !== 0) process.exit(status);

  step('One question');
  await printAnswer(await runtime(), EXAMPLE);
  await closeRuntime();

  step('Building the web page');
  console.log((await buildWeb()) ? '  built' : '  up to date');

  const serving = await serve(settings);
  console.log(`\nRecollect is at ${serving.url} (Ctrl-C ends it)`);
  await untilInterrupted();
  await serving.close();
  process.exit(0);
});

function step(name: string): void {
  console.log(`\n${name}`);
}
