import { ERROR_TABLE, type ErrorCode } from '@/lib/error-table';

export type { ErrorCode };
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** One field of a request that was wrong, as in RFC 9457's `errors` extension. */
export interface FieldError {
  /** JSON Pointer or name of the parameter. */
  field: string;
  message: string;
}

/** RFC 9457 problem details, as every API error is answered. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  instance?: string;
  errors?: FieldError[];
}

/** A mark that every copy of this module finds again. */
const MARK = Symbol.for('recollect.error');

/**
 * The one error class of the product; thrown anywhere, mapped to HTTP or an exit status in one place.
 *
 * `instanceof` goes by a mark, not by the prototype: Next.js bundles this module once for pages and once for routes,
 * and an error of the one reaches the other through the runtime they share.
 */
export class RecollectError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  readonly [MARK] = true;
  override readonly name = 'RecollectError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly fields: readonly FieldError[];

  constructor(
    code: ErrorCode,
    details: ErrorDetails = {},
    options: { cause?: unknown; fields?: readonly FieldError[] } = {},
  ) {
    super(fill(ERROR_TABLE[code].detail, details), { cause: options.cause });
    this.code = code;
    this.details = details;
    this.fields = options.fields ?? [];
  }

  get status(): number {
    return ERROR_TABLE[this.code].status;
  }

  get exit(): number {
    return ERROR_TABLE[this.code].exit;
  }

  /** The error as RFC 9457 problem details; `instance` is the id of the request. */
  toProblem(instance?: string): Problem {
    return {
      type: `/docs/errors#${this.code}`,
      title: ERROR_TABLE[this.code].title,
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(instance ? { instance } : {}),
      ...(this.fields.length > 0 ? { errors: [...this.fields] } : {}),
    };
  }
}

/** Turns anything thrown into a RecollectError; what is not ours becomes `internal` with its cause kept. */
export function asRecollectError(thrown: unknown): RecollectError {
  if (thrown instanceof RecollectError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return new RecollectError('aborted', {}, { cause: thrown });
  return new RecollectError('internal', { requestId: '-' }, { cause: thrown });
}

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
}
