import { InvalidArgumentError } from 'commander';
import { isoDate } from '@/lib/ingest/readers/declared';
import { SCOPES, type Scope } from '@/lib/store/scopes';

const HOUR = 3_600_000;
const LENGTHS: Readonly<Record<string, number>> = { h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR };

/** `search,ingest` → both. @throws InvalidArgumentError */
export function parseScopes(value: string): Scope[] {
  const given = value.split(',').map((scope) => scope.trim());
  if (given.every((scope) => (SCOPES as readonly string[]).includes(scope))) return given as Scope[];
  throw new InvalidArgumentError(`It must be of ${SCOPES.join(', ')}, separated by commas.`);
}

/** `90d`, `12h`, `2w`, or an ISO 8601 date or date-time that is still to come. @throws InvalidArgumentError */
export function parseExpiry(value: string, now = new Date()): Date {
  const [, count, unit = ''] = /^(\d{1,5})([hdw])$/.exec(value) ?? [];
  const moment = count
    ? new Date(now.getTime() + Number(count) * (LENGTHS[unit] ?? 0))
    : new Date(isoDate(value) ?? Number.NaN);
  if (moment.getTime() > now.getTime()) return moment;
  throw new InvalidArgumentError('It must be like 90d, 12h or 2w, or a date to come such as 2030-12-31.');
}

/** @throws InvalidArgumentError */
export function parseName(value: string): string {
  const name = value.trim();
  if (name !== '' && name.length <= 100 && !/[\p{C}\p{Zl}\p{Zp}]/u.test(name)) return name;
  throw new InvalidArgumentError('It must have 1 to 100 visible characters.');
}
