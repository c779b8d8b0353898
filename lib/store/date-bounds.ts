/**
 * Bounds as texts that compare like the stored dates (a day, or an instant in UTC). A day as upper bound includes
 * that whole day; a document dated with a day matches a bound within that day.
 */
export function dateBounds({ from, to }: { from?: string; to?: string }): {
  from: { bound: string; day: string } | null;
  to: string | null;
} {
  const lower = from === undefined ? null : comparable(from);
  const upper = to === undefined ? null : comparable(to);
  return {
    from: lower === null ? null : { bound: lower, day: lower.slice(0, DAY_LENGTH) },
    // '~' sorts after every character of a time.
    to: upper === null ? null : upper.length === DAY_LENGTH ? `${upper}T~` : upper,
  };
}

const DAY_LENGTH = '2024-05-31'.length;

function comparable(date: string): string {
  if (date.length === DAY_LENGTH) return date;
  // A time without a zone is UTC, as ingest takes it.
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(date) ? date : `${date}Z`;
  const instant = new Date(zoned);
  return Number.isNaN(instant.getTime()) ? date : instant.toISOString().replace('.000Z', 'Z');
}
