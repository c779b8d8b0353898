import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { innerFields } from '@/components/docs/schema-fields';
import { typeOf } from '@/components/docs/schema-type';
import { TYPES_EN } from '@/components/messages/reference-types-en';
import type { TypeWords } from '@/components/messages/reference-types';
import { SchemaCollection, type JsonSchema } from '@/lib/api/openapi/schemas';

const json = (schema: z.ZodType) => new SchemaCollection().add(schema, 'output');
const said = (schema: JsonSchema, words: TypeWords) =>
  typeOf(schema, words)
    .map((part) => ('text' in part ? part.text : `<${part.schema}>`))
    .join('');

const named = z.strictObject({ id: z.string() }).meta({ id: 'Named' });
const shapes = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('well') }),
  z.strictObject({ state: z.literal('ill'), why: z.string() }),
]);

describe('a type in a line', () => {
  it.each<[string, z.ZodType]>([
    ['text or null', z.string().nullable()],
    ['time or null', z.iso.datetime().nullable()],
    ['number 0 to 1', z.number().min(0).max(1)],
    ['whole number from 1', z.number().int().min(1)],
    ['number up to 5', z.number().max(5)],
    ['"a" or "b"', z.enum(['a', 'b'])],
    ['text of 64 characters', z.string().length(64)],
    ['text or number', z.union([z.string(), z.number()])],
    ['by name: text or number', z.record(z.string(), z.union([z.string(), z.number()]))],
    ['list of one or more whole numbers', z.array(z.number().int()).min(1)],
    ['list of at most 3 texts', z.array(z.string()).max(3)],
    ['list of 2 texts', z.array(z.string()).length(2)],
    ['list of <Named>', z.array(named)],
    ['<Named> or null', named.nullable()],
    ['object or null', shapes.nullable()],
    ['one or several: text', z.union([z.string(), z.array(z.string())])],
    ['anything', z.unknown()],
  ])('%s', (english, schema) => {
    expect(said(json(schema), TYPES_EN)).toBe(english);
  });

  it('has the fields of several shapes once, with all that they may be', () => {
    const fields = innerFields(json(shapes.nullable()));
    expect(fields.map(({ name, required }) => [name, required])).toEqual([
      ['state', true],
      ['why', false],
    ]);
    expect(said(fields[0]?.schema ?? {}, TYPES_EN)).toBe('"well" or "ill"');
  });
});
