import type { JsonSchema } from '@/lib/api/openapi/schemas';
import { choicesOf } from './schema-type';

export interface Field {
  name: string;
  schema: JsonSchema;
  required: boolean;
  description?: string | undefined;
  /** Where it is sent, when that is worth saying. */
  place?: string;
}

/** Fields of an object. */
export function fieldsOf(schema: JsonSchema): Field[] {
  const required = (schema.required ?? []) as string[];
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(([name, part]) => ({
    name,
    schema: part,
    required: required.includes(name) && part.default === undefined,
    description: typeof part.description === 'string' ? part.description : undefined,
  }));
}

/** Fields of an object that has no name of its own, alone or in a list or beside null. */
export function innerFields(schema: JsonSchema): Field[] {
  const shapes = innerObjects(schema).map(fieldsOf);
  const fields = shapes.flat();
  const names = new Set(fields.map(({ name }) => name));
  if (shapes.length === 1) return fields;
  return [...names].flatMap((name) =>
    merged(
      fields.filter((field) => field.name === name),
      shapes.length,
    ),
  );
}

/** A field of several shapes as one: it is whatever it is in one of them, and may be missing where one has none. */
function merged(same: readonly Field[], shapes: number): Field[] {
  const anyOf = same.map(({ schema }) => schema);
  const required = same.length === shapes && same.every((field) => field.required);
  return same
    .slice(0, 1)
    .map((first) => ({ ...first, schema: same.length === 1 ? first.schema : { anyOf }, required }));
}

function innerObjects(schema: JsonSchema): JsonSchema[] {
  if (schema.type === 'array') return innerObjects((schema.items ?? {}) as JsonSchema);
  const choices = choicesOf(schema);
  if (choices) return choices.flatMap(innerObjects);
  return schema.properties ? [schema] : [];
}
