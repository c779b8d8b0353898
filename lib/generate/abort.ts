import { RecollectError } from '@/lib/errors';

/** @throws RecollectError `aborted` */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new RecollectError('aborted');
}
