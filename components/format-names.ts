/** Names of things that come as codes, for people. */

const FORMATS: Readonly<Record<string, string>> = {
  'text/plain': 'Text',
  'text/markdown': 'Markdown',
  'text/html': 'HTML',
  'application/xhtml+xml': 'HTML',
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'text/csv': 'CSV',
  'application/jsonl': 'JSONL',
  'application/x-ndjson': 'JSONL',
  'application/json': 'JSON',
};

/** `text/markdown` → `Markdown`; an unknown type is shown as it is. */
export function formatName(mediaType: string): string {
  return FORMATS[mediaType] ?? mediaType;
}

/** `zh` → `Chinese`, in the reader's language; `und` and unknown codes are shown as they are. */
export function languageName(code: string, locale: string): string {
  if (code === 'und' || !/^[a-z]{2,3}$/.test(code)) return code;
  return new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(code) ?? code;
}

/** `2024-05-31` or a date-time → `31 May 2024`; what is no date is shown as it is. */
export function dateName(date: string, locale: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? [];
  if (year === undefined) return date;
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(Date.UTC(Number(year), Number(month) - 1, Number(day)));
}

/** A date-time → `28 Nov 2026, 19:43`, by the clock of whoever reads. */
export function momentName(moment: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(moment));
}

/** 17021952 → `17 million`, 1234 → `1,200`: two digits are enough to compare models. */
export function roundedNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    notation: 'compact',
    compactDisplay: 'long',
    maximumSignificantDigits: 3,
  }).format(value);
}

/** Bytes → `12 kB`. */
export function sizeName(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power],
    // In short, one byte and many are written alike.
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

/** The last part of a URI, in words: `file:///a/b/c%20d.md` → `c d.md`, `list.csv#3` → `list.csv#3`. */
export function fileName(uri: string): string {
  const parts = uri.split(/[/\\]/).filter(Boolean);
  return safeDecode(parts.at(-1) ?? uri);
}

/** Percent signs that encode UTF-8 are decoded, others are left alone (decodeURIComponent would throw). */
function safeDecode(text: string): string {
  return text.replace(/(%[0-9a-f]{2})+/gi, (encoded) => {
    const decoded = new TextDecoder().decode(
      Uint8Array.from(encoded.slice(1).split('%'), (byte) => Number.parseInt(byte, 16)),
    );
    return decoded.includes('\uFFFD') ? encoded : decoded;
  });
}
