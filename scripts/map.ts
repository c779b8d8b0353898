import { Command } from 'commander';
import { config } from '@/lib/config';
import { computeMap } from '@/lib/map/compute-map';
import { newestMap } from '@/lib/store/maps';
import { openStore } from '@/lib/store/open-store';
import { runCommand, untilInterrupted } from './support/run-command';

const DONE = {
  'laid out': 'The map was laid out',
  'added to': 'New passages were put on the map',
  unchanged: 'The map is up to date',
  'nothing to map': 'There is nothing to map yet: npm run ingest -- PATH',
};

/** `npm run map`: lays out the map at once, instead of waiting for the server to do it. */
await runCommand(async () => {
  const program = new Command('npm run map --')
    .description('Lays out the map of all passages, or brings it up to date.')
    .option('--anew', 'lay it out anew, even when it is up to date', false);
  program.parse();
  const { anew } = program.opts<{ anew: boolean }>();
  const store = await openStore(config().databaseFile);
  const interrupted = new AbortController();
  void untilInterrupted().then(() => interrupted.abort());
  const started = performance.now();
  try {
    const done = await computeMap(store, { signal: interrupted.signal, progress: show() }, { anew });
    const map = newestMap(store);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const whole = map === null ? '' : `: ${map.vectors} vectors, ${seconds} s`;
    console.log(`${DONE[done]}${done === 'nothing to map' ? '' : whole}.`);
  } catch (thrown) {
    if (!interrupted.signal.aborted) throw thrown;
  } finally {
    await store.close();
  }
  process.exit(interrupted.signal.aborted ? 130 : 0);
});

/** Shows on a terminal how far it has come. */
function show(): (share: number) => void {
  if (!process.stdout.isTTY) return () => undefined;
  return (share) => process.stdout.write(share < 1 ? `\r${Math.round(100 * share)} %` : '\r\x1b[K');
}
