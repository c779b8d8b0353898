import { liveIds, newestMap, readMap } from '@/lib/store/maps';
import type { Store } from '@/lib/store/types';
import { lastChange } from '@/lib/store/vectors';

/** Share of the vectors that may be put beside their neighbours, or be gone, before the map is laid out anew. */
const CHANGED_SHARE = 0.1;

export type MapNeed = 'nothing to map' | 'up to date' | 'some added' | 'a new layout';

/** What the stored map needs to show what can be searched now. Cheap as long as nothing changed. */
export function mapNeed(store: Store): MapNeed {
  // As one read: another process may put a newer map in place of the one looked up.
  return store.db.transaction(() => needNow(store))();
}

function needNow(store: Store): MapNeed {
  const head = newestMap(store);
  if (head?.lastChange === lastChange(store)) return 'up to date';
  const live = liveIds(store);
  if (live.length === 0) return 'nothing to map';
  const map = head && readMap(store, head.id);
  if (!map) return 'a new layout';
  const onMap = new Set(map.points.ids);
  const fresh = live.filter((id) => !onMap.has(id)).length;
  const gone = onMap.size - (live.length - fresh);
  if (map.placed + fresh + gone > CHANGED_SHARE * live.length) return 'a new layout';
  // A change of metadata moves nothing.
  return fresh > 0 ? 'some added' : 'up to date';
}
