import type { Bounds, TypePart, TypeWords } from '@/components/messages/reference-types';
import type { JsonSchema } from '@/lib/api/openapi/schemas';

/** What a JSON schema allows, in a line. @example list of Passage; whole number 1 to 100; "a" or "b"; text or null */
export function typeOf(schema: JsonSchema, words: TypeWords): TypePart[] {
  const { $ref, type, items, enum: values, const: value } = schema;
  if (typeof $ref === 'string') return [{ schema: $ref.split('/').at(-1) ?? '' }];
  if (value !== undefined) return [{ text: JSON.stringify(value) }];
  if (Array.isArray(values)) return words.either(values.map((one) => [{ text: JSON.stringify(one) }]));
  const choices = choicesOf(schema);
  if (choices && isOneOrSeveral(choices)) return words.oneOrSeveral(typeOf(choices[0] ?? {}, words));
  if (choices) return words.either(different(choices.map((one) => typeOf(one, words))));
  if (type === 'array')
    return words.list(typeOf((items ?? {}) as JsonSchema, words), bounds(schema.minItems, schema.maxItems));
  if (type === 'integer') return [{ text: words.integer(bounds(schema.minimum, schema.maximum)) }];
  if (type === 'number') return [{ text: words.number(bounds(schema.minimum, schema.maximum)) }];
  if (type === 'string') return [{ text: textType(schema, words) }];
  if (type === 'boolean') return [{ text: words.boolean }];
  if (type === 'null') return [{ text: 'null' }];
  if (type !== 'object') return [{ text: words.anything }];
  const others = schema.properties
    ? undefined
    : (schema.additionalProperties as JsonSchema | false | undefined);
  return others ? words.byName(typeOf(others, words)) : [{ text: words.object }];
}

/** What a value may be instead of one thing, also where that is said as a list of types. */
export function choicesOf({ anyOf, oneOf, type, ...rest }: JsonSchema): JsonSchema[] | undefined {
  if (Array.isArray(type)) return type.map((one) => ({ ...rest, type: one as unknown }));
  return (anyOf ?? oneOf) as JsonSchema[] | undefined;
}

/** A value, or a list of such values. */
function isOneOrSeveral([one, several, ...others]: readonly JsonSchema[]): boolean {
  return (
    others.length === 0 && several?.type === 'array' && JSON.stringify(several.items) === JSON.stringify(one)
  );
}

/** Every choice once: objects of several shapes are objects. */
function different(choices: readonly TypePart[][]): TypePart[][] {
  return [...new Map(choices.map((parts) => [JSON.stringify(parts), parts])).values()];
}

/** Bounds that somebody chose; those of the language's own numbers say nothing. */
function bounds(least: unknown, most: unknown): Bounds {
  return {
    ...(typeof least === 'number' && least > -Number.MAX_SAFE_INTEGER ? { least } : {}),
    ...(typeof most === 'number' && most < Number.MAX_SAFE_INTEGER ? { most } : {}),
  };
}

function textType({ format, minLength, maxLength }: JsonSchema, words: TypeWords): string {
  const names: Readonly<Record<string, string>> = {
    date: words.date,
    'date-time': words.time,
    uuid: 'UUID',
    binary: words.file,
  };
  const name = names[String(format)] ?? words.text;
  if (typeof maxLength !== 'number') return name;
  return words.characters(name, maxLength, minLength === maxLength);
}
