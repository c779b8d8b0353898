import { keyRequired } from '@/lib/api/authorize';
import { config } from '@/lib/config';
import { runCommand, untilInterrupted } from './support/run-command';
import { serve } from './support/serve';
import { steadyHeap } from './support/steady-heap';

/** `npm start`: serves the production build on HOST and PORT until Ctrl-C. */
await runCommand(async () => {
  steadyHeap();
  const settings = config();
  const serving = await serve(settings);
  console.log(`Recollect is at ${serving.url} (Ctrl-C ends it)`);
  if (keyRequired(settings)) console.log('It asks for a key: npm run keys -- create NAME makes one.');
  await untilInterrupted();
  await serving.close();
  process.exit(0);
});
