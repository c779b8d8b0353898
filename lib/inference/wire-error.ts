import { RecollectError } from '@/lib/errors';
import type { WireError } from './protocol';

/** Makes anything thrown cloneable; a RecollectError keeps its code, details and fields. */
export function toWire(thrown: unknown): WireError {
  if (thrown instanceof RecollectError) {
    return {
      kind: 'recollect',
      code: thrown.code,
      details: { ...thrown.details },
      fields: [...thrown.fields],
      stack: thrown.stack ?? '',
      cause: thrown.cause === undefined ? '' : describe(thrown.cause),
    };
  }
  if (thrown instanceof Error) {
    return { kind: 'other', name: thrown.name, message: thrown.message, stack: thrown.stack ?? '' };
  }
  return { kind: 'other', name: 'Error', message: String(thrown), stack: '' };
}

/**
 * Rebuilds the error on the calling side. What is not ours becomes `internal` with the worker's error as cause, so
 * that the log shows where in the worker it happened; an AbortError becomes `aborted`.
 */
export function fromWire(wire: WireError): RecollectError {
  if (wire.kind === 'recollect') {
    const cause = wire.cause === '' ? undefined : new Error(wire.cause);
    const error = new RecollectError(wire.code, wire.details, { cause, fields: wire.fields });
    error.stack = wire.stack;
    return error;
  }
  const cause = new Error(wire.message);
  cause.name = wire.name;
  cause.stack = wire.stack;
  if (wire.name === 'AbortError') return new RecollectError('aborted', {}, { cause });
  return new RecollectError('internal', { requestId: '-' }, { cause });
}

function describe(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
