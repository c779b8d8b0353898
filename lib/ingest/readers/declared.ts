/** Most tags of one document, and most characters of one. */
const MOST_TAGS = 50;
const LONGEST_TAG = 100;

/**
 * A date as documents write it, in ISO 8601: YYYY-MM-DD, or with the time when one was given. A year or a month alone
 * becomes its first day.
 *
 * @returns undefined when it is not a date
 * @example isoDate('1788-05-28') // '1788-05-28'; isoDate('May 28, 1788') // '1788-05-28'; isoDate('1788') // '1788-01-01'
 */
export function isoDate(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : withoutMidnight(value);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const partial = /^(\d{4})(?:-(\d{2}))?$/.exec(text);
  if (partial) return valid(`${partial[1]}-${partial[2] ?? '01'}-01`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return valid(text);
  if (/^\d{4}-\d{2}-\d{2}[T ]/.test(text)) {
    // Without a zone the time is taken as written, not as this machine's.
    const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`;
    const date = new Date(zoned.replace(' ', 'T'));
    return Number.isNaN(date.getTime()) ? undefined : withoutMidnight(date);
  }
  if (!/\d{4}/.test(text) || !/^[\p{L}\d\s,./:+-]{6,60}$/u.test(text)) return undefined;
  const date = new Date(`${text} UTC`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}

function valid(day: string): string | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined;
}

function withoutMidnight(date: Date): string {
  return date
    .toISOString()
    .replace(/T00:00:00\.000Z$/, '')
    .replace('.000Z', 'Z');
}

/** Tags from a list or from one string with commas or semicolons; each once, in order. */
export function tagList(value: unknown): string[] {
  const given = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,;，；]/) : [];
  const tags = given
    .filter((tag) => typeof tag === 'string' || typeof tag === 'number')
    .map((tag) => String(tag).trim())
    .filter((tag) => tag !== '' && tag.length <= LONGEST_TAG);
  return [...new Set(tags)].slice(0, MOST_TAGS);
}

/** ISO 639-1 code from `en`, `en-GB`, `zh_Hans`; undefined for anything else. */
export function languageCode(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return /^([a-z]{2})(?:[-_].*)?$/i.exec(value.trim())?.[1]?.toLowerCase();
}

/** Trimmed non-empty text, or undefined. */
export function nonEmpty(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).replace(/\s+/gu, ' ').trim() || undefined;
}
