import type { ErrorDetails, Reason } from '@/lib/errors';

/** Why something failed, as three columns. */
export interface ReasonColumns {
  code: string | null;
  message: string | null;
  /** JSON; null in rows that are older than the column. */
  details: string | null;
}

/** Reads the columns; null where nothing failed. */
export function reasonOf(columns: ReasonColumns & { code: string }): Reason;
export function reasonOf(columns: ReasonColumns): Reason | null;
export function reasonOf({ code, message, details }: ReasonColumns): Reason | null {
  if (code === null) return null;
  return {
    code,
    message: message ?? '',
    ...(details === null ? {} : { details: JSON.parse(details) as ErrorDetails }),
  };
}

/** What goes into the column of details. */
export function storedDetails(reason: Reason | null | undefined): string | null {
  return reason?.details === undefined ? null : JSON.stringify(reason.details);
}
