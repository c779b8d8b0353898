import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { innerFields } from '@/components/docs/schema-fields';
import { typeOf } from '@/components/docs/schema-type';
import { TYPES_EN } from '@/components/messages/reference-types-en';
import { TYPES_ZH } from '@/components/messages/reference-types-zh';
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
  it.each<[string, string, z.ZodType]>([
    ['text or null', '文本或 null', z.string().nullable()],
    ['time or null', '时间或 null', z.iso.datetime().nullable()],
    ['number 0 to 1', '数字，0 至 1', z.number().min(0).max(1)],
    ['whole number from 1', '整数，不小于 1', z.number().int().min(1)],
    ['number up to 5', '数字，不大于 5', z.number().max(5)],
    ['"a" or "b"', '"a" 或 "b"', z.enum(['a', 'b'])],
    ['text of 64 characters', '文本，64 个字符', z.string().length(64)],
    ['text or number', '文本或数字', z.union([z.string(), z.number()])],
    [
      'by name: text or number',
      '按名称：文本或数字',
      z.record(z.string(), z.union([z.string(), z.number()])),
    ],
    ['list of one or more whole numbers', '列表（至少 1 项）：整数', z.array(z.number().int()).min(1)],
    ['list of at most 3 texts', '列表（最多 3 项）：文本', z.array(z.string()).max(3)],
    ['list of 2 texts', '列表（2 项）：文本', z.array(z.string()).length(2)],
    ['list of <Named>', '列表：<Named>', z.array(named)],
    ['<Named> or null', '<Named> 或 null', named.nullable()],
    ['object or null', '对象或 null', shapes.nullable()],
    ['one or several: text', '一个或多个：文本', z.union([z.string(), z.array(z.string())])],
    ['anything', '任意值', z.unknown()],
  ])('%s, %s', (english, chinese, schema) => {
    expect([said(json(schema), TYPES_EN), said(json(schema), TYPES_ZH)]).toEqual([english, chinese]);
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
