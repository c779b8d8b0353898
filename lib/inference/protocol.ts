import type { ErrorCode, ErrorDetails, FieldError } from '@/lib/errors';

/**
 * What crosses between a worker thread and the thread that owns it. Every value is structured-cloneable.
 *
 * parent → worker: `call`, `abort`, `close`; worker → parent: `event`*, then one of `result` or `error` per call.
 * Events of a call arrive in the order of emission and before its result (message ports keep order).
 */
export type ToWorker =
  | { type: 'call'; id: number; name: string; args: unknown }
  | { type: 'abort'; id: number }
  | { type: 'close' };

export type FromWorker =
  | { type: 'event'; id: number; event: unknown }
  | { type: 'result'; id: number; value: unknown }
  | { type: 'error'; id: number; error: WireError };

/** An error in cloneable form; a class does not survive the boundary, so it is rebuilt from its code. */
export type WireError =
  | {
      kind: 'recollect';
      code: ErrorCode;
      details: ErrorDetails;
      fields: FieldError[];
      stack: string;
      cause: string;
    }
  | { kind: 'other'; name: string; message: string; stack: string };

export interface HandlerContext<Event = never> {
  /** Aborted when the caller gave up; look at it between pieces of work, after letting the event loop turn. */
  signal: AbortSignal;
  /** Streams an event to the caller, before the result. */
  emit(event: Event): void;
}

/** A handler's answer whose buffers are moved to the caller, not copied. */
export class Transfer<Value> {
  constructor(
    readonly value: Value,
    readonly buffers: readonly ArrayBuffer[],
  ) {}
}

/**
 * What a worker serves: name → (args, context) → answer.
 * `never` parameters admit every concrete handler; the caller's types come from the handlers themselves.
 */
export type Handlers = Record<string, (args: never, context: HandlerContext<never>) => unknown>;

export type ArgsOf<H extends Handlers, Name extends keyof H> = Parameters<H[Name]>[0];
export type EventOf<H extends Handlers, Name extends keyof H> =
  Parameters<H[Name]>[1] extends HandlerContext<infer Event> ? Event : never;
export type ResultOf<H extends Handlers, Name extends keyof H> =
  Awaited<ReturnType<H[Name]>> extends Transfer<infer Value> ? Value : Awaited<ReturnType<H[Name]>>;
