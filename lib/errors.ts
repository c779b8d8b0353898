import { ERROR_TABLE, type ErrorCode } from '@/lib/error-table';

export type { ErrorCode };
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** What is kept of an error after it was thrown: its English sentence, and what other languages make theirs of. */
export interface Reason {
  /** A code of the error table, or of a later version of it. */
  code: string;
  message: string;
  /** What the sentence names, by placeholder; absent where it was written before details were kept. */
  details?: ErrorDetails | undefined;
}

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
  /** What `detail` names, by placeholder of the table. */
  details: ErrorDetails;
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

  /** The error as it is stored and told, with no more details than its sentence shows. */
  get reason(): Reason & { code: ErrorCode; details: ErrorDetails } {
    const names = placeholdersOf(ERROR_TABLE[this.code].detail);
    const shown = Object.entries(this.details).filter(([name]) => names.includes(name));
    return { code: this.code, message: this.message, details: Object.fromEntries(shown) };
  }

  /** The error as RFC 9457 problem details; `instance` is the id of the request. */
  toProblem(instance?: string): Problem {
    return {
      type: `/docs/errors#${this.code}`,
      title: ERROR_TABLE[this.code].title,
      status: this.status,
      code: this.code,
      detail: this.message,
      details: this.reason.details,
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

/** Puts details into a sentence; a placeholder without one is left out. */
export function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
}

/** The names that stand in braces in a sentence. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}
