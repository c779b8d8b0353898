import { ERROR_TABLE, type ErrorCode } from '@/lib/error-table';
import { COMMON_ERRORS, KEY_ERRORS, type Operation } from './operation';

/** What goes wrong with an operation, by status; what it answers itself with a status goes first. */
export function errorsByStatus({
  errors = [],
  answers,
  scope,
}: Pick<Operation, 'errors' | 'answers' | 'scope'>): [status: number, codes: ErrorCode[]][] {
  const byStatus = new Map<number, ErrorCode[]>();
  const asked = scope === 'nothing' ? [] : KEY_ERRORS;
  for (const code of new Set([...COMMON_ERRORS, ...asked, ...errors])) {
    const { status } = ERROR_TABLE[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const own = new Set<number>(answers.map(({ status }) => status));
  return [...byStatus].filter(([status]) => !own.has(status));
}
