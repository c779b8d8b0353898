import { describe, expect, it } from 'vitest';
import { OPERATIONS_ZH } from '@/components/messages/operations-zh';
import { referenceWords } from '@/components/messages/reference';
import { OPERATIONS } from '@/lib/api/openapi/operations';
import { ERROR_TABLE, type ErrorCode } from '@/lib/error-table';

const CHINESE = /[\u4e00-\u9fff]/;
const CODES = Object.keys(ERROR_TABLE) as ErrorCode[];
const zh = referenceWords('zh');

describe('the Chinese reference', () => {
  it.each(OPERATIONS)('has a name of its own for $id, and a description where there is one', (operation) => {
    const { summary, description } = zh.operation.named(operation);
    expect(summary).toMatch(CHINESE);
    expect(description === undefined).toBe(operation.description === undefined);
    if (description !== undefined) expect(description).toMatch(CHINESE);
    const names = (text = '') => [...text.matchAll(/`[^`]+`/g)].map(([name]) => name).sort();
    expect(names(description)).toEqual(names(operation.description));
  });

  it('names each operation differently, and none that there is not', () => {
    const summaries = OPERATIONS.map((operation) => zh.operation.named(operation).summary);
    expect(new Set(summaries).size).toBe(OPERATIONS.length);
    expect(Object.keys(OPERATIONS_ZH).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
  });

  it.each(CODES)('has a title for %s', (code) => {
    const { title, detail } = zh.errors.explained(code);
    expect(title).toMatch(CHINESE);
    expect(detail).toMatch(CHINESE);
    expect(zh.operation.error(code)).toContain(title);
  });

  it('has a title of its own for every error', () => {
    expect(new Set(CODES.map((code) => zh.errors.explained(code).title)).size).toBe(CODES.length);
  });
});
