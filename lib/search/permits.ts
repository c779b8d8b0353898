import PQueue from 'p-queue';
import { RecollectError } from '@/lib/errors';

/** Seconds after which it is worth asking again. */
const RETRY_AFTER = 1;

/**
 * At most so many at work at once; others wait for their turn, at most so many of them, and the rest is refused.
 *
 * More searches at once than cores make each of them slower and none sooner; a queue without end makes all of them late.
 */
export class Permits {
  readonly #queue: PQueue;
  readonly #mostWaiting: number;

  /** @param atWork at least 1 @param waiting at least 0 */
  constructor(atWork: number, waiting: number) {
    this.#queue = new PQueue({ concurrency: atWork });
    this.#mostWaiting = waiting;
  }

  get atWork(): number {
    return this.#queue.pending;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * Waits for a permit.
   *
   * @param signal ends the waiting; it does not take a permit back
   * @returns what gives the permit back, to be called at the end of the work, once or more often
   * @throws RecollectError `overloaded`, `aborted`
   */
  async acquire(signal?: AbortSignal): Promise<() => void> {
    if (signal?.aborted) throw new RecollectError('aborted');
    if (this.atWork >= this.#queue.concurrency && this.waiting >= this.#mostWaiting)
      throw new RecollectError('overloaded', { waiting: this.waiting, retryAfter: RETRY_AFTER });
    const waiting = new AbortController();
    const leave = () => waiting.abort();
    signal?.addEventListener('abort', leave, { once: true });
    return new Promise((resolve, reject) => {
      const begin = () =>
        new Promise<void>((release) => {
          signal?.removeEventListener('abort', leave);
          resolve(release);
        });
      this.#queue
        .add(begin, { signal: waiting.signal })
        .catch((cause: unknown) => reject(new RecollectError('aborted', {}, { cause })));
    });
  }

  /** Does a piece of work with a permit. @throws RecollectError as acquire; what the work throws */
  async run<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    const release = await this.acquire(signal);
    try {
      return await work();
    } finally {
      release();
    }
  }
}
