import { RecollectError } from '@/lib/errors';
import { processWide } from '@/lib/process-wide';
import { waitingBytes } from '@/lib/store/jobs';
import type { Store } from '@/lib/store/types';

/** Bytes of uploads that may wait to be read. */
export const MOST_WAITING_BYTES = 4 * 1024 * 1024 * 1024;
/** Bytes of an upload between two looks at what else has come meanwhile. */
const LOOK_AGAIN_BYTES = 16 * 1024 * 1024;
/** Seconds after which a job or two have been read. */
const RETRY_AFTER = 30;
const MB = 1024 * 1024;

/** Bytes that have come and belong to no job yet. Bundles share one disk. */
const coming = processWide('uploads-coming', () => ({ bytes: 0 }));

/** Room on the disk for one upload. */
export interface UploadRoom {
  /** @param bytes that have come @throws RecollectError `uploads_waiting` */
  take(bytes: number): void;
  /** To be called when the upload has become a job, or nothing. */
  giveBack(): void;
}

/**
 * Bounds what lies on the disk to be read, so that whoever sends faster than documents are read does not fill it. What
 * counts are bytes that have come: what a request says that it will bring keeps nobody else out.
 *
 * @throws RecollectError `uploads_waiting` when there is no room at all
 */
export function openUploadRoom(store: Store, most = MOST_WAITING_BYTES): UploadRoom {
  let own = 0;
  let waiting = 0;
  let lookAt = 0;
  const take = (bytes: number) => {
    if (own + bytes >= lookAt) {
      waiting = waitingBytes(store);
      lookAt = own + bytes + LOOK_AGAIN_BYTES;
    }
    if (waiting + coming.bytes + bytes > most) throw full(waiting + coming.bytes, most);
    own += bytes;
    coming.bytes += bytes;
  };
  take(0);
  return {
    take,
    giveBack() {
      coming.bytes -= own;
      own = 0;
    },
  };
}

function full(waiting: number, most: number): RecollectError {
  return new RecollectError('uploads_waiting', {
    waiting: Math.round(waiting / MB),
    max: Math.round(most / MB),
    retryAfter: RETRY_AFTER,
  });
}

/** What a file system and SQLite say when there is no space, or none for this user. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** An upload that does not fit on the disk is nothing that its sender did. */
export function asDiskFull(thrown: unknown): unknown {
  const isFull = thrown instanceof Error && 'code' in thrown && FULL.has(String(thrown.code));
  return isFull ? new RecollectError('disk_full', {}, { cause: thrown }) : thrown;
}
