import { z } from 'zod';
import { RecollectError } from '@/lib/errors';
import {
  daysOf,
  FILTER_FIELDS,
  MOST_CONDITIONS,
  MOST_DEPTH,
  MOST_URIS,
  parseFilter,
} from '@/lib/search/filter-language';
import { leavesOf } from '@/lib/store/filter-expression';
import type { FilterExpression } from '@/lib/store/types';

const value = z.string().min(1, 'must not be empty').max(1000, 'may have 1,000 characters at most');
const values = z.union([value, z.array(value).min(1, 'must not be empty').max(10_000)], {
  error: 'must be a text, or a list of at most 10,000 texts',
});
const day = z
  .string()
  .refine((text) => daysOf(text) !== null, 'must be 2024, 2024-05, 2024-05-31 or 2024-05-31T10:00:00Z');
const dates = z.strictObject({
  from: day.optional().describe('A year, month, day or time: from its beginning on.'),
  to: day.optional().describe('A year, month, day or time: until its end.'),
});

/** What must hold: all of the fields that are given, each with one of its values. */
const conditionSchema = z
  .strictObject({
    collection: values.optional().describe('Of one of these collections.'),
    tag: values.optional().describe('With one of these tags.'),
    language: values.optional().describe('In one of these languages (ISO 639-1).'),
    mediaType: values.optional().describe('Of one of these media types.'),
    document: values.optional().describe('With one of these ids.'),
    uri: values.optional().describe('Whose URI begins with one of these.'),
    selection: values.optional().describe('Passages of one of these choices on the map.'),
    date: dates.optional().describe('Dated between these; without a date they never match.'),
  })
  .refine((fields) => Object.values(fields).some((field) => field !== undefined), {
    error: `must have at least one of ${FILTER_FIELDS.join(', ')}, date, and, or, not`,
  });

type FilterJson =
  { and: FilterJson[] } | { or: FilterJson[] } | { not: FilterJson } | z.infer<typeof conditionSchema>;

const partsOf = (): z.ZodArray<z.ZodType<FilterJson>> =>
  z.array(filterJson).min(1, 'must have at least one part').max(MOST_CONDITIONS);

/** A filter as JSON: `and`, `or`, `not`, or conditions. */
const filterJson: z.ZodType<FilterJson> = z
  .lazy(() =>
    z.union(
      [
        z.strictObject({ and: partsOf().describe('All of these hold.') }),
        z.strictObject({ or: partsOf().describe('One of these holds, or several.') }),
        z.strictObject({ not: z.lazy(() => filterJson).describe('This does not hold.') }),
        conditionSchema,
      ],
      {
        error:
          'must be {"and": [...]}, {"or": [...]}, {"not": {...}} or conditions such as {"tag": ["a", "b"], "date": {"from": "2024"}}',
      },
    ),
  )
  .meta({ id: 'Filter', description: 'Which documents may be answered with.' });

/** Characters of a filter as text. */
const MOST_CHARACTERS = 4000;
const filterText = z
  .string()
  .min(1, 'must not be empty')
  .max(MOST_CHARACTERS, `may have ${MOST_CHARACTERS} characters at most`);

/** A filter as text (docs/api.md) or as JSON. */
export const filterSchema = z.union([filterText, filterJson], {
  error:
    'must be a text such as "tag:draft AND NOT language:de", or {"and": [...]}, {"or": [...]}, {"not": {...}} or conditions such as {"tag": "draft"}',
});

/** @throws RecollectError `invalid_request` for a text that is no filter, or too many URIs */
export function expressionOf(filter: z.infer<typeof filterSchema>): FilterExpression {
  const expression = typeof filter === 'string' ? parseFilter(filter) : expressionOfJson(filter);
  const uris = leavesOf(expression).flatMap((leaf) => (leaf.field === 'uri' ? leaf.values : []));
  if (uris.length > MOST_URIS) throw refusal(`may have ${MOST_URIS} values of uri at most`);
  return expression;
}

/**
 * The `filter` of an address as a request has it: what begins with a brace is JSON.
 *
 * @throws RecollectError `invalid_request` for JSON that cannot be read
 */
export function filterOfParameter(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    throw refusal(`begins with { and is no JSON: ${thrown.message}`);
  }
}

function expressionOfJson(json: FilterJson): FilterExpression {
  if ('and' in json) return { and: json.and.map(expressionOfJson) };
  if ('or' in json) return { or: json.or.map(expressionOfJson) };
  if ('not' in json) return { not: expressionOfJson(json.not) };
  const { date, ...lists } = json;
  const parts: FilterExpression[] = FILTER_FIELDS.flatMap((field) => {
    const given = lists[field];
    return given === undefined ? [] : [{ field, values: typeof given === 'string' ? [given] : given }];
  });
  if (date) {
    const from = date.from === undefined ? undefined : daysOf(date.from)?.from;
    const to = date.to === undefined ? undefined : daysOf(date.to)?.to;
    parts.push({ field: 'date', ...(from ? { from } : {}), ...(to ? { to } : {}) });
  }
  return parts.length === 1 && parts[0] ? parts[0] : { and: parts };
}

/**
 * Looks whether a filter is small enough to be read at all: reading goes as deep as the filter does.
 *
 * @throws RecollectError `invalid_request`
 */
export function checkFilterSize(filter: unknown): void {
  const waiting = [{ value: filter, depth: 0 }];
  let conditions = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MOST_DEPTH) throw refusal(`may nest ${MOST_DEPTH} deep at most`);
    const { and, or, not } = value as Record<string, unknown>;
    const parts = [and, or].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
    if (not !== undefined) parts.push(not);
    if (parts.length === 0) conditions += 1;
    if (conditions + waiting.length + parts.length > 2 * MOST_CONDITIONS)
      throw refusal(`may have ${MOST_CONDITIONS} conditions at most`);
    for (const part of parts) waiting.push({ value: part, depth: depth + 1 });
  }
  if (conditions > MOST_CONDITIONS) throw refusal(`may have ${MOST_CONDITIONS} conditions at most`);
}

function refusal(message: string): RecollectError {
  return new RecollectError(
    'invalid_request',
    { reason: `filter: ${message}` },
    { fields: [{ field: 'filter', message }] },
  );
}
