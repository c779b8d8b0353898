import type { JsonSchema } from '@/lib/api/openapi/schemas';

/** A type as a reference shows it: words, and names of schemas that have a place of their own. */
export type TypePart = { text: string } | { schema: string };

/** What a JSON schema allows, in a line. @example list of Passage; whole number 1 to 100; "a" or "b" */
export function typeOf(schema: JsonSchema): TypePart[] {
  const { $ref, anyOf, oneOf, type, items, enum: values, const: value } = schema;
  if (typeof $ref === 'string') return [{ schema: $ref.split('/').at(-1) ?? '' }];
  if (value !== undefined) return [{ text: JSON.stringify(value) }];
  if (Array.isArray(values)) return [{ text: values.map((one) => JSON.stringify(one)).join(' or ') }];
  const choices = (anyOf ?? oneOf) as JsonSchema[] | undefined;
  if (choices && isOneOrSeveral(choices)) return [{ text: 'one or several: ' }, ...typeOf(choices[0] ?? {})];
  if (choices)
    return choices.flatMap((one, index) => [...(index > 0 ? [{ text: ' or ' }] : []), ...typeOf(one)]);
  if (type === 'array') return listOf(typeOf((items ?? {}) as JsonSchema));
  if (type === 'integer' || type === 'number')
    return [{ text: `${type === 'integer' ? 'whole number' : 'number'}${range(schema)}` }];
  if (type === 'string') return [{ text: textType(schema) }];
  if (type === 'boolean') return [{ text: 'true or false' }];
  if (type === 'null') return [{ text: 'null' }];
  return [{ text: type === 'object' ? 'object' : 'anything' }];
}

/** A value, or a list of such values. */
function isOneOrSeveral([one, several, ...others]: readonly JsonSchema[]): boolean {
  return (
    others.length === 0 && several?.type === 'array' && JSON.stringify(several.items) === JSON.stringify(one)
  );
}

function listOf([first, ...rest]: readonly TypePart[]): TypePart[] {
  const plurals: Readonly<Record<string, string>> = { object: 'objects', text: 'texts', file: 'files' };
  if (!first) return [];
  if ('schema' in first) return [{ text: 'list of ' }, first, ...rest];
  return [{ text: `list of ${plurals[first.text] ?? first.text}` }, ...rest];
}

/** Bounds that somebody chose; those of the language's own numbers say nothing. */
function range({ minimum, maximum }: JsonSchema): string {
  const most = typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined;
  const least = typeof minimum === 'number' && minimum > -Number.MAX_SAFE_INTEGER ? minimum : undefined;
  if (least !== undefined && most !== undefined) return ` ${least} to ${most}`;
  return least !== undefined ? ` from ${least}` : '';
}

function textType({ format, minLength, maxLength }: JsonSchema): string {
  const names: Readonly<Record<string, string>> = {
    date: 'date',
    'date-time': 'time',
    uuid: 'UUID',
    binary: 'file',
  };
  const name = names[String(format)] ?? 'text';
  if (typeof maxLength !== 'number') return name;
  return minLength === maxLength
    ? `${name} of ${maxLength} characters`
    : `${name} of at most ${maxLength} characters`;
}
