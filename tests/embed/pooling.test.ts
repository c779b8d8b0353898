import { describe, expect, it } from 'vitest';
import { normalise, pool } from '@/lib/embed/pooling';

describe('pool', () => {
  // Two texts of two axes; the second has one token and two of padding.
  const hidden = Float32Array.from([1, 2, 3, 4, 5, 9, 7, 8, 100, 100, 100, 100]);
  const shape = { tokens: 3, dimension: 2 };

  it('takes the mean over the tokens of a text, padding left out', () => {
    expect([...pool(hidden, { ...shape, row: 0, length: 3 }, 'mean')]).toEqual([3, 5]);
    expect([...pool(hidden, { ...shape, row: 1, length: 1 }, 'mean')]).toEqual([7, 8]);
  });

  it('takes the first token for cls, in memory of its own', () => {
    const first = pool(hidden, { ...shape, row: 1, length: 1 }, 'cls');
    expect([...first]).toEqual([7, 8]);
    expect(first.buffer).not.toBe(hidden.buffer);
  });
});

describe('normalise', () => {
  it('scales to length 1', () => {
    const vector = Float32Array.from([3, 4]);
    expect(normalise(vector)).toBeNull();
    expect([...vector]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
  });

  it.each([
    [[Number.NaN, 1], 'NaN'],
    [[Infinity, 1], 'NaN'],
    [[0, 0], 'a zero vector'],
  ])('says what is wrong with %s', (values, fault) => {
    expect(normalise(Float32Array.from(values))).toBe(fault);
  });
});
