import type { LibraryView } from '@/components/library/library-view';
import { log } from '@/lib/api/log';
import { errorOfRequest } from '@/lib/api/problem-response';
import type { Reason } from '@/lib/errors';
import { runtime } from '@/lib/runtime';
import { listDocuments, type DocumentPage } from '@/lib/store/documents';
import { facets, type Facets } from '@/lib/store/facets';
import { storeStats, type StoreStats } from '@/lib/store/stats';

/** Documents on a page of the library. */
const PAGE_SIZE = 50;

export interface Library {
  page: DocumentPage;
  collections: Facets['collections'];
  stats: Pick<StoreStats, 'documents' | 'passages' | 'versions'>;
}

/** What the library page shows, or why it cannot. */
export async function loadLibrary(view: LibraryView): Promise<Library | { error: Reason }> {
  try {
    const { store } = await runtime();
    const [page, { collections }, stats] = await Promise.all([
      listDocuments(store, {
        limit: PAGE_SIZE,
        sort: view.sort,
        ...(view.collection === '' ? {} : { collection: view.collection }),
        ...(view.state === '' ? {} : { state: view.state }),
        ...(view.cursor === '' ? {} : { cursor: view.cursor }),
      }),
      facets(store),
      storeStats(store),
    ]);
    return { page, collections, stats };
  } catch (thrown) {
    const error = errorOfRequest(thrown, 'page');
    if (error.status >= 500)
      log().error({ code: error.code, err: error.cause ?? error }, 'library not listed');
    return { error: error.reason };
  }
}
