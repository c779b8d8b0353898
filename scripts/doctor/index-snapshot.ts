import type { Config } from '@/lib/config';
import { loadSnapshot } from '@/lib/index/snapshot';
import { readIndex } from '@/lib/index/vector-source';
import { modelKey } from '@/lib/models/identity';
import type { Store } from '@/lib/store';
import { finding, ok, type Finding } from './types';

/** Whether the next start finds the graph ready. A snapshot is only a faster start, so nothing here is a failure. */
export function checkIndexSnapshot(
  store: Store,
  { indexDir, exactScanLimit }: Pick<Config, 'indexDir' | 'exactScanLimit'>,
): Finding[] {
  const { index, model } = readIndex(store, exactScanLimit);
  if (!model || index.size <= exactScanLimit) {
    return [ok('snapshot_not_needed', { count: index.size, limit: exactScanLimit })];
  }
  const kind = { modelKey: modelKey(model), dimension: index.dimension };
  const loaded = loadSnapshot(indexDir, kind, (label) => index.get(label));
  if (loaded.state === 'loaded') {
    index.adopt(loaded.graph);
    return [ok('snapshot', { count: loaded.graph.size, total: index.size })];
  }
  const where = { path: indexDir };
  return [
    loaded.state === 'missing'
      ? finding('warning', 'snapshot_missing', {}, where)
      : finding('warning', 'snapshot_rejected', { reason: loaded.reason }, where),
  ];
}
