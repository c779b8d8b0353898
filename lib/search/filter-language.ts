import { RecollectError } from '@/lib/errors';
import type { FilterExpression } from '@/lib/store/types';

/** How deep brackets and NOT may nest, and how many conditions there may be. */
export const MOST_DEPTH = 12;
export const MOST_CONDITIONS = 100;
/** Values of `uri` in a whole filter: each is compared with every document. */
export const MOST_URIS = 50;
/** Names of what can be filtered by, besides `date`. */
export const FILTER_FIELDS = [
  'collection',
  'tag',
  'language',
  'mediaType',
  'document',
  'uri',
  'selection',
] as const;

const TOKEN = /\s*(?:(>=|<=|[():=,])|"((?:[^"\\]|\\.)*)"|([^\s():=,<>"]+))/y;

interface Token {
  kind: 'mark' | 'quoted' | 'word';
  text: string;
  /** From 0. */
  at: number;
}

/**
 * Reads the filter language.
 *
 * ```
 * filter    = and { OR and }
 * and       = not { [ AND ] not }
 * not       = NOT not | "(" filter ")" | condition
 * condition = field ( ":" | "=" ) ( value | "(" value { "," value } ")" )
 *           | date ( ":" | "=" | ">=" | "<=" ) day
 * ```
 *
 * Values with spaces or marks stand in double quotes, with `\"` for a quote. A day is `2024`, `2024-05`, `2024-05-31` or
 * with a time.
 *
 * @example `collection:(work, notes) AND NOT tag:draft date>=2024-05`
 * @throws RecollectError `invalid_request` that says where it is wrong and what may stand there
 */
export function parseFilter(text: string): FilterExpression {
  return new Parser(tokensOf(text), text.length).whole();
}

/** @param at place in the filter, from 0 */
function refuse(at: number, what: string): RecollectError {
  const message = `at character ${at + 1}: ${what}`;
  return new RecollectError(
    'invalid_request',
    { reason: `filter: ${message}` },
    { fields: [{ field: 'filter', message }] },
  );
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) {
      const rest = text.slice(from);
      if (rest.trim() === '') break;
      const at = from + rest.search(/\S/);
      throw refuse(
        at,
        `${JSON.stringify(text.charAt(at))} cannot stand here; put values with marks in quotes`,
      );
    }
    const [whole, mark, quoted, word] = found;
    const at = from + whole.search(/\S/);
    if (mark !== undefined) tokens.push({ kind: 'mark', text: mark, at });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.replace(/\\(.)/g, '$1'), at });
    else tokens.push({ kind: 'word', text: word ?? '', at });
  }
  return tokens;
}

class Parser {
  #next = 0;
  #conditions = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly end: number,
  ) {}

  whole(): FilterExpression {
    const expression = this.#or(0);
    const left = this.#peek();
    if (left) throw refuse(left.at, `${JSON.stringify(left.text)} is one too many`);
    return expression;
  }

  #or(depth: number): FilterExpression {
    const parts = [this.#and(depth)];
    while (this.#takeWord('OR')) parts.push(this.#and(depth));
    return parts.length === 1 && parts[0] ? parts[0] : { or: parts };
  }

  #and(depth: number): FilterExpression {
    const parts = [this.#not(depth)];
    for (;;) {
      if (this.#takeWord('AND')) parts.push(this.#not(depth));
      else {
        const next = this.#peek();
        if (!next || isWord(next, 'OR') || isMark(next, ')')) break;
        parts.push(this.#not(depth));
      }
    }
    return parts.length === 1 && parts[0] ? parts[0] : { and: parts };
  }

  #not(depth: number): FilterExpression {
    const at = this.#peek()?.at ?? this.end;
    if (depth > MOST_DEPTH) throw refuse(at, `brackets and NOT may nest ${MOST_DEPTH} deep at most`);
    if (this.#takeWord('NOT')) return { not: this.#not(depth + 1) };
    if (this.#takeMark('(')) {
      const inner = this.#or(depth + 1);
      if (!this.#takeMark(')')) throw refuse(this.#peek()?.at ?? this.end, 'a ) is missing');
      return inner;
    }
    return this.#condition();
  }

  #condition(): FilterExpression {
    const name = this.#take();
    const fields = `${FILTER_FIELDS.join(', ')} or date`;
    if (!name) throw refuse(this.end, `a condition is missing, such as tag:draft; it begins with ${fields}`);
    if ((this.#conditions += 1) > MOST_CONDITIONS)
      throw refuse(name.at, `there may be ${MOST_CONDITIONS} conditions at most`);
    if (name.kind === 'word' && name.text === 'date') return this.#date();
    const field = FILTER_FIELDS.find((known) => name.kind === 'word' && known === name.text);
    if (!field)
      throw refuse(name.at, `${JSON.stringify(name.text)} is nothing to filter by; there are ${fields}`);
    if (!this.#takeMark(':') && !this.#takeMark('='))
      throw refuse(this.#peek()?.at ?? this.end, `${field} needs a : and a value, such as ${field}:value`);
    if (!this.#takeMark('(')) return { field, values: [this.#value()] };
    const values = [this.#value()];
    while (this.#takeMark(',')) values.push(this.#value());
    if (!this.#takeMark(')'))
      throw refuse(this.#peek()?.at ?? this.end, 'a , or ) is missing in the list of values');
    return { field, values };
  }

  #date(): FilterExpression {
    const mark = this.#take();
    const kind = mark?.kind === 'mark' ? mark.text : '';
    if (!mark || ![':', '=', '>=', '<='].includes(kind))
      throw refuse(mark?.at ?? this.end, 'date needs :, = , >= or <= and a day, such as date>=2024-05-31');
    const at = this.#peek()?.at ?? this.end;
    const bounds = daysOf(this.#timed());
    if (!bounds) throw refuse(at, 'a day is 2024, 2024-05, 2024-05-31 or, in quotes, 2024-05-31T10:00:00Z');
    if (kind === '>=') return { field: 'date', from: bounds.from };
    if (kind === '<=') return { field: 'date', to: bounds.to };
    return { field: 'date', ...bounds };
  }

  /** A value, together with the colons of a time that is not in quotes. */
  #timed(): string {
    let text = this.#value();
    while (isMark(this.#peek(), ':')) {
      this.#next += 1;
      text += `:${this.#value()}`;
    }
    return text;
  }

  #value(): string {
    const token = this.#take();
    if (!token || token.kind === 'mark' || token.text === '')
      throw refuse(token?.at ?? this.end, 'a value is missing; put values with spaces or marks in quotes');
    return token.text;
  }

  #peek(): Token | undefined {
    return this.tokens[this.#next];
  }

  #take(): Token | undefined {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #takeWord(text: string): boolean {
    const found = isWord(this.#peek(), text);
    if (found) this.#next += 1;
    return found;
  }

  #takeMark(text: string): boolean {
    const found = isMark(this.#peek(), text);
    if (found) this.#next += 1;
    return found;
  }
}

function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === 'word' && token.text.toUpperCase() === text;
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'mark' && token.text === text;
}

/** First and last moment of a year, month, day or instant; null for anything else. */
export function daysOf(text: string): { from: string; to: string } | null {
  const whole = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!whole) return /^\d{4}-\d{2}-\d{2}T/.test(text) && isDate(text) ? { from: text, to: text } : null;
  const [, year = '', month, day] = whole;
  const last = (of: string) => new Date(Date.UTC(Number(year), Number(of), 0)).getUTCDate();
  const from = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const to = `${year}-${month ?? '12'}-${day ?? last(month ?? '12')}`;
  return isDate(from) && isDate(to) ? { from, to } : null;
}

function isDate(text: string): boolean {
  const date = new Date(text);
  // The 30th of February is another day.
  return !Number.isNaN(date.getTime()) && (text.length > 10 || date.toISOString().startsWith(text));
}
