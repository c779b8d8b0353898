import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { PiecewiseFile } from './graph-file';

/** Bytes hashed in one go. */
const PIECE = 1024 * 1024;

/**
 * Opens a file for a piece of work that reads it bit by bit: read as one, a graph of 100,000 vectors would take up 170 MB,
 * and keep them until the garbage of an idle thread is collected.
 */
export function withPiecewiseFile<Result>(place: string, work: (file: PiecewiseFile) => Result): Result {
  const descriptor = openSync(/* turbopackIgnore: true */ place, 'r');
  try {
    const { size } = fstatSync(descriptor);
    let bytes = Buffer.alloc(0);
    return work({
      size,
      read(at, length) {
        if (bytes.byteLength < length) bytes = Buffer.alloc(length);
        for (let done = 0; done < length;) {
          const read = readSync(descriptor, bytes, done, length - done, at + done);
          if (read === 0) throw new Error(`it ends before byte ${at + length}`);
          done += read;
        }
        return new DataView(bytes.buffer, bytes.byteOffset, length);
      },
    });
  } finally {
    closeSync(descriptor);
  }
}

/** In hexadecimal digits. */
export function sha256Of(file: PiecewiseFile): string {
  const hash = createHash('sha256');
  for (let at = 0; at < file.size; at += PIECE) hash.update(file.read(at, Math.min(PIECE, file.size - at)));
  return hash.digest('hex');
}
