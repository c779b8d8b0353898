// The process that lays out the map, apart from the web server and below it: it works for half a minute without a pause.
import { constants, setPriority } from 'node:os';
import { computeMap } from '@/lib/map/compute-map';
import { openStore } from '@/lib/store/open-store';

const [file = ''] = process.argv.slice(2);
const stop = new AbortController();
process.once('disconnect', () => stop.abort());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
setPriority(constants.priority.PRIORITY_LOW);

const store = await openStore(file);
try {
  let told = 0;
  const progress = (share: number) => {
    // As often as someone could see it.
    if (share < 1 && share - told < 0.01) return;
    told = share;
    if (process.connected) process.send?.(share);
  };
  await computeMap(store, { progress, signal: stop.signal });
} catch (thrown) {
  if (!stop.signal.aborted) throw thrown;
} finally {
  await store.close();
}
// The channel to the server would keep this process alive.
process.exit(0);
