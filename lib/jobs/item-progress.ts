import type { Reason } from '@/lib/errors';
import type { IngestEvent } from '@/lib/ingest/types';
import { documentIdOf } from '@/lib/store/ingest-writes';
import { endItem } from '@/lib/store/jobs';
import type { StoredItem } from '@/lib/store/job-types';
import type { Store } from '@/lib/store/types';

/** Formats whose rows are documents, known as the file's URI with `#` and the row. */
const ROWS: readonly (string | null)[] = ['csv', 'jsonl'];

/** Turns what an ingest tells of documents into the states of a job's items. */
export class ItemProgress {
  readonly #byUri: Map<string, StoredItem>;
  readonly #rows = new Map<StoredItem, { ready: string[]; error: Reason | null }>();

  constructor(
    readonly store: Store,
    readonly jobId: string,
    items: readonly StoredItem[],
  ) {
    this.#byUri = new Map(items.map((item) => [item.uri, item]));
    for (const item of items)
      if (ROWS.includes(item.format)) this.#rows.set(item, { ready: [], error: null });
  }

  hear(event: IngestEvent): void {
    if (event.type !== 'document' && event.type !== 'failed') return;
    const item = this.#itemOf(event.uri);
    if (!item) return;
    const error =
      event.type === 'failed' ? { code: event.code, message: event.message, details: event.details } : null;
    const rows = this.#rows.get(item);
    if (!rows) this.#end(item, error, documentIdOf(item.uri));
    else if (error) rows.error ??= error;
    else rows.ready.push(documentIdOf(event.uri));
  }

  /** Ends files of rows, whose last row is known only now: failed when no row of them could be read. */
  finish(): void {
    for (const [item, { ready, error }] of this.#rows) {
      const [only = null, another] = ready;
      if (ready.length === 0 && error) this.#end(item, error, null);
      else this.#end(item, error, another === undefined ? only : null, 'done');
    }
  }

  /** A name may hold `#` itself, so the whole URI is looked up before its part. */
  #itemOf(uri: string): StoredItem | undefined {
    for (let end = uri.length; end > 0; end = uri.lastIndexOf('#', end - 1)) {
      const item = this.#byUri.get(uri.slice(0, end));
      if (item) return item;
    }
    return undefined;
  }

  #end(
    item: StoredItem,
    error: Reason | null,
    documentId: string | null,
    state: 'done' | 'failed' = error ? 'failed' : 'done',
  ): void {
    endItem(this.store, this.jobId, item.id, { state, error, documentId });
  }
}
