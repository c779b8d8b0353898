/** A word, number, sign or Chinese character of a claim, as the support check compares them. */
export interface ClaimWord {
  /** NFKC, lower case, straight apostrophes and hyphens. */
  text: string;
  kind: 'word' | 'number' | 'character' | 'sign';
  /** Written with a capital first letter. */
  capital: boolean;
  /** UTF-16 offsets into the text, end exclusive. */
  start: number;
  end: number;
}

const CHARACTER = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}]';
// Inner points and commas belong to numbers (1,000.5), inner hyphens, slashes and apostrophes to words (GPT-2, mg/kg).
const LETTER = `(?:(?!${CHARACTER})[\\p{L}\\p{N}\\p{M}])`;
const WORD = `(?:(?<![\\p{L}\\p{N}\\p{M}.)%])[-−+](?=\\p{N}))?${LETTER}+(?:(?:(?<=\\p{N})[.,](?=\\p{N})|['’‐‑/\\-.](?=${LETTER}))${LETTER}+)*`;
// Quotation marks say who speaks, which the words around them say too; all other signs can change a claim.
const IGNORED = /^["“”„«»'‘’`\s]$/u;
const PATTERN = new RegExp(`${CHARACTER}|${WORD}|[^\\s]`, 'gu');
const DASH = /^[—–―−‐‑-]+$/u;

/**
 * Cuts a text into what the support check compares: words and numbers whole, Chinese, Japanese and Korean by the
 * character, every sign that can change a meaning (commas, brackets, `%`, `<`) as one of its own.
 *
 * `claimWords('GPT-2 costs $1,000.')` gives `gpt-2`, `costs`, `$`, `1,000` and `.`.
 */
export function claimWords(text: string): ClaimWord[] {
  const words: ClaimWord[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const raw = match[0];
    if (IGNORED.test(raw)) continue;
    const start = match.index;
    words.push({
      text: normalise(raw),
      kind: kindOf(raw),
      capital: /^\p{Lu}/u.test(raw),
      start,
      end: start + raw.length,
    });
  }
  return words;
}

function normalise(raw: string): string {
  if (DASH.test(raw)) return '-';
  return raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[‐‑−]/g, '-')
    .replace(/。/g, '.')
    .replace(/、/g, ',');
}

function kindOf(raw: string): ClaimWord['kind'] {
  if (/\p{N}/u.test(raw)) return 'number';
  if (new RegExp(`^${CHARACTER}$`, 'u').test(raw)) return 'character';
  return /^\p{L}/u.test(raw) ? 'word' : 'sign';
}

/** Whether the word ends a sentence without changing what it says. */
export function isFullStop(word: ClaimWord | undefined): boolean {
  return word?.kind === 'sign' && word.text === '.';
}
