import type { Config } from '@/lib/config';
import { loadSnapshot } from '@/lib/index/snapshot';
import { readIndex } from '@/lib/index/vector-source';
import { modelKey } from '@/lib/models/identity';
import type { Store } from '@/lib/store';
import { ok, type Finding } from './types';

/** Whether the next start finds the graph ready. A snapshot is only a faster start, so nothing here is a failure. */
export function checkIndexSnapshot(
  store: Store,
  { indexDir, exactScanLimit }: Pick<Config, 'indexDir' | 'exactScanLimit'>,
): Finding[] {
  const { index, model } = readIndex(store, exactScanLimit);
  if (!model || index.size <= exactScanLimit) {
    return [ok(`not needed: ${index.size} vectors are compared one by one up to ${exactScanLimit}`)];
  }
  const kind = { modelKey: modelKey(model), dimension: index.dimension };
  const loaded = loadSnapshot(indexDir, kind, (label) => index.get(label));
  if (loaded.state === 'loaded') {
    index.adopt(loaded.graph);
    return [ok(`${loaded.graph.size} of ${index.size} vectors are in the graph`)];
  }
  const why =
    loaded.state === 'missing' ? 'There is no snapshot' : `The snapshot cannot be used (${loaded.reason})`;
  return [
    {
      state: 'warning',
      says: `${why}: the server builds the graph anew and compares one by one until then.`,
      path: indexDir,
      mend: 'Nothing need be done: the running server writes a new one',
    },
  ];
}
