import { RecollectError } from '@/lib/errors';
import { processWide } from '@/lib/process-wide';
import { waitingBytes } from '@/lib/store/jobs';
import type { Store } from '@/lib/store/types';

/** Bytes of uploads that may wait to be read. */
export const MOST_WAITING_BYTES = 4 * 1024 * 1024 * 1024;
/** Seconds after which a job or two have been read. */
const RETRY_AFTER = 30;
const MB = 1024 * 1024;

/** Bytes that are on their way, or may be; they belong to no job yet. Bundles share one disk. */
const coming = processWide('uploads-coming', () => ({ bytes: 0 }));

/**
 * Takes room on the disk for an upload, so that whoever sends faster than documents are read does not fill it.
 *
 * @param bytes that the upload may have at most
 * @returns gives back the room; to be called when the upload has become a job, or nothing
 * @throws RecollectError `uploads_waiting`
 */
export function takeRoom(store: Store, bytes: number, most = MOST_WAITING_BYTES): () => void {
  const waiting = waitingBytes(store) + coming.bytes;
  if (waiting + bytes > most)
    throw new RecollectError('uploads_waiting', {
      waiting: Math.round(waiting / MB),
      max: Math.round(most / MB),
      retryAfter: RETRY_AFTER,
    });
  coming.bytes += bytes;
  return () => {
    coming.bytes -= bytes;
  };
}

/** An upload that does not fit on the disk is nothing that its sender did. */
export function asDiskFull(thrown: unknown): unknown {
  const full = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC';
  return full ? new RecollectError('disk_full', {}, { cause: thrown }) : thrown;
}
