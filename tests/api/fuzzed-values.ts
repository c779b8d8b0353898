import fc from 'fast-check';
import type { JsonSchema } from '@/lib/api/openapi/schemas';
import type { OpenapiDocument } from '@/lib/api/openapi/types';

/** What values are made from. */
export interface Described {
  api: OpenapiDocument;
  /** Ids of things that are there, by the name of what they are of. */
  ids: Readonly<Record<string, readonly string[]>>;
}

/** References followed before a schema that contains itself is cut short. */
const DEEPEST = 4;
/** One value of so many is none that a schema allows. */
const ODD = 25;

const odd = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '"',
  '"unclosed',
  '-',
  '*',
  'NEAR(a b)',
  'a OR',
  "'; DROP TABLE passages; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '\u202Eevil',
  '\uD800',
  '饭'.repeat(700),
  'x'.repeat(2001),
  '1e309',
  '-0',
  'NaN',
  'null',
  'true',
  '2024-02-30',
  'tag:a AND (NOT language:de',
);
export const anyText = fc.oneof(
  odd,
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.string({ maxLength: 12 }),
);

/** Texts that mean something under these names; under others a query does. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  collection: ['default', 'shelf', 'nowhere'],
  language: ['en', 'zh'],
  mediaType: ['text/markdown', 'application/x-ndjson'],
  tag: ['a', 'b'],
  tags: ['a', 'b'],
  filter: ['tag:a', 'tag:(a, b) AND language:en', 'collection:shelf OR date>=2024', 'uri:upload AND tag:b'],
  from: ['2019', '2020-02-29', '2024-05-31'],
  to: ['2024-05-31', '2025-01', '2026-12-31T12:00:00Z'],
  date: ['2024-05-31', '2020'],
  'Last-Event-ID': ['0', '1', '7'],
  'if-none-match': [`"${'a'.repeat(22)}"`],
};
/** Dates of a schema of their own are whole days. */
const DAYS: Readonly<Record<string, readonly string[]>> = {
  from: ['2019-01-01', '2020-02-29', '2024-05-31'],
  to: ['2024-05-31', '2025-12-31', '2026-12-31T12:00:00Z'],
};
const QUERIES = ['bread', 'how does bread rise', '米饭', 'sky -blue', '"the sky"', 'en', '2024-05-31'];

/** Mostly the one, now and then the other. */
export function mostly<T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, oneIn = ODD): fc.Arbitrary<T> {
  return fc.oneof({ weight: oneIn - 1, arbitrary: usual }, { weight: 1, arbitrary: rare });
}

/** Values that a schema allows, and some that it does not. @param name what they are the values of */
export function valueOf(
  schema: JsonSchema,
  described: Described,
  name = '',
  depth = 0,
): fc.Arbitrary<unknown> {
  const { $ref, anyOf, type } = schema;
  if (typeof $ref === 'string') return valueOf(referred($ref, described, depth), described, name, depth + 1);
  if (Array.isArray(schema.enum))
    return mostly<unknown>(fc.constantFrom(...(schema.enum as unknown[])), fc.constant('other'));
  if (Array.isArray(anyOf))
    return fc.oneof(...(anyOf as JsonSchema[]).map((part) => valueOf(part, described, name, depth)));
  if (type === 'boolean') return mostly<unknown>(fc.boolean(), fc.constantFrom(1, 'yes'));
  if (type === 'integer' || type === 'number') return numberOf(schema, described, name);
  if (type === 'array') return listOf(schema, described, name, depth);
  if (type === 'object') return objectOf(schema, described, depth);
  const there = described.ids[name] ?? (schema.pattern ? DAYS[name] : undefined) ?? WORDS[name] ?? QUERIES;
  return mostly<unknown>(fc.constantFrom(...there), anyText);
}

/** A schema by its address; deep inside, without the alternatives that contain it. */
function referred($ref: string, { api }: Described, depth: number): JsonSchema {
  const target = api.components.schemas[$ref.split('/').at(-1) ?? ''];
  if (!target) throw new Error(`there is no ${$ref}`);
  if (depth < DEEPEST || !Array.isArray(target.anyOf)) return target;
  return { anyOf: target.anyOf.filter((part) => !JSON.stringify(part).includes(`"${$ref}"`)) };
}

function numberOf(schema: JsonSchema, { ids }: Described, name: string): fc.Arbitrary<unknown> {
  const { minimum = -10, maximum = 1000 } = schema;
  const [min, max] = [Number(minimum), Math.min(Number(maximum), Number(minimum) + 1_000_000)];
  const there = ids[name.replace(/s$/, '')];
  const usual = there ? fc.constantFrom(...there.map(Number)) : fc.integer({ min, max });
  const wrong = fc.constantFrom<unknown>(min - 1, Number.MAX_SAFE_INTEGER, 1.5, '5', null);
  return mostly<unknown>(usual, wrong);
}

function listOf(
  { items, minItems = 0 }: JsonSchema,
  described: Described,
  name: string,
  depth: number,
): fc.Arbitrary<unknown> {
  const least = Number(minItems);
  return fc.array(valueOf((items ?? {}) as JsonSchema, described, name, depth + 1), {
    minLength: least,
    maxLength: Math.max(least, 3),
  });
}

function objectOf(schema: JsonSchema, described: Described, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const required = (schema.required ?? []) as string[];
  return fc.record(
    Object.fromEntries(properties.map(([name, part]) => [name, valueOf(part, described, name, depth + 1)])),
    { requiredKeys: required },
  );
}
