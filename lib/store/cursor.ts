import { z } from 'zod';
import { RecollectError } from '@/lib/errors';

/** Where a page ended: the value it is sorted by, and the id that tells equals apart. */
export type Cursor = readonly [sortedBy: string, id: string];

const schema = z.tuple([z.string(), z.string()]);

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws RecollectError `invalid_request` when the text is not one of our cursors */
export function decodeCursor(text: string): Cursor {
  const parsed = schema.safeParse(jsonOrNull(Buffer.from(text, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  const message = 'must be the nextCursor of the page before';
  throw new RecollectError(
    'invalid_request',
    { reason: `cursor: ${message}` },
    { fields: [{ field: 'cursor', message }] },
  );
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A damaged cursor is not JSON; the schema refuses null with the message for the user.
    return null;
  }
}
