import { buildWeb } from './support/build-web';
import { runCommand } from './support/run-command';

/** `npm run build`: the pages and what browsers load, pressed; nothing to do when they were built from these sources. */
await runCommand(async () => {
  const started = performance.now();
  const built = await buildWeb();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    built ? `The pages were built in ${seconds} s.` : 'The pages are built from these sources already.',
  );
});
