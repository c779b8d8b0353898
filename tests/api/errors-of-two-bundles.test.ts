import { expect, it, vi } from 'vitest';
import { asRecollectError, RecollectError } from '@/lib/errors';
import { errorOfRequest } from '@/lib/api/problem-response';

it('an error made by another copy of the module is the same error', async () => {
  vi.resetModules();
  const other = await import('@/lib/errors');
  expect(other.RecollectError).not.toBe(RecollectError);
  const thrown = new other.RecollectError('summary_unavailable', { reason: 'No weights.' });
  expect(thrown).toBeInstanceOf(RecollectError);
  expect(asRecollectError(thrown)).toBe(thrown);
  expect(errorOfRequest(thrown, 'id').toProblem('id')).toMatchObject({ status: 503, detail: 'No weights.' });
  for (const foreign of [new Error('x'), { name: 'RecollectError', code: 'internal' }, null, 'text'])
    expect(foreign).not.toBeInstanceOf(RecollectError);
});
