import type { RecollectError } from '@/lib/errors';
import type { IngestEvent } from './types';

type Emit = (event: IngestEvent) => void;
type DocumentState = Extract<IngestEvent, { type: 'document' }>['state'];

const NOTHING = { passages: 0, embedded: 0, reused: 0 };
/** A rate or an end is not guessed before this many milliseconds. */
const WARM_UP = 1_500;

/** Counts what a run does and tells it. */
export class Progress {
  readonly documents = { added: 0, updated: 0, unchanged: 0, removed: 0, failed: 0 };
  embedded = 0;
  reused = 0;
  /** Documents met, done or not. */
  seen = 0;
  readonly #started = performance.now();
  #bytesDone = 0;

  /** @param totalBytes of all files; null when it is not known (standard input) */
  constructor(
    readonly emit: Emit,
    readonly totalBytes: number | null,
  ) {}

  get passages(): number {
    return this.embedded + this.reused;
  }

  get elapsedMs(): number {
    return Math.round(performance.now() - this.#started);
  }

  /** @param countAs where a resumed document belongs: it may be new or changed */
  document(
    uri: string,
    state: DocumentState,
    counts = NOTHING,
    countAs: 'added' | 'updated' = 'updated',
  ): void {
    this.documents[state === 'resumed' ? countAs : state] += 1;
    this.emit({ type: 'document', uri, state, ...counts });
  }

  failed(uri: string, { reason }: RecollectError): void {
    this.documents.failed += 1;
    this.emit({ type: 'failed', uri, ...reason });
  }

  /** Bytes of the source that need no more work. */
  addBytes(bytes: number): void {
    this.#bytesDone += bytes;
  }

  /** Tells how far the run is; called after every batch. */
  tick(): void {
    const { added, updated, unchanged, failed } = this.documents;
    this.emit({
      type: 'progress',
      documentsDone: added + updated + unchanged + failed,
      documentsSeen: this.seen,
      passagesDone: this.passages,
      passagesPerSecond:
        this.elapsedMs < WARM_UP ? 0 : Math.round((this.passages / this.elapsedMs) * 10_000) / 10,
      etaSeconds: this.#eta(),
    });
  }

  end(): void {
    this.emit({
      type: 'end',
      documents: { ...this.documents },
      passages: this.passages,
      embedded: this.embedded,
      reused: this.reused,
      tookMs: this.elapsedMs,
      // getrusage counts in kibibytes, for all threads of the process together.
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    });
  }

  #eta(): number | null {
    if (this.totalBytes === null || this.elapsedMs < WARM_UP || this.#bytesDone === 0) return null;
    const left = Math.max(0, this.totalBytes - this.#bytesDone);
    return Math.round(((this.elapsedMs / this.#bytesDone) * left) / 1000);
  }
}
