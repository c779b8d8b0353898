import { config } from '@/lib/config';
import { runCommand } from './support/run-command';
import { prepareDatabase, prepareModels } from './support/prepare';

/** `npm run setup`: makes the models ready and the database current, so that nothing is left for the first query. */
await runCommand(async () => {
  const settings = config();
  await prepareModels(settings);
  await prepareDatabase(settings);
});
