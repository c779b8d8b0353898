import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrollToRead } from '@/components/document/bring-into-view';

const free = { top: 60, bottom: 660 };

describe('where a passage is scrolled to', () => {
  it('is the middle of the free part of the window, when it fits', () => {
    expect(scrollToRead({ top: 1_000, bottom: 1_200 }, free)).toBe(740);
    expect(scrollToRead({ top: -500, bottom: -300 }, free)).toBe(-760);
  });

  it('is its beginning, when it is too long', () => {
    expect(scrollToRead({ top: 1_000, bottom: 2_000 }, free)).toBe(940);
  });

  it('never hides its beginning, nor its end where both have room', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_000, max: 9_000 }),
        fc.integer({ min: 1, max: 2_000 }),
        (top, height) => {
          const by = scrollToRead({ top, bottom: top + height }, free);
          expect(top - by).toBeGreaterThanOrEqual(free.top);
          if (height <= free.bottom - free.top) expect(top + height - by).toBeLessThanOrEqual(free.bottom);
        },
      ),
    );
  });
});
