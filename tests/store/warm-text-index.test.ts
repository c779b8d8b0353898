import { expect, it, vi } from 'vitest';
import { warmTextIndex } from '@/lib/store/warm-text-index';
import { addDocument, temporaryStore } from './open-temporary';

it('reads every row of the text index in pieces, and stops when it is told to', async () => {
  const target = await temporaryStore();
  for (let number = 0; number < 300; number += 1)
    addDocument(target, { uri: `${number}.txt`, passages: [`Passage ${number} of the river.`] });
  const read: number[] = [];
  const prepare = target.store.db.prepare.bind(target.store.db);
  const spy = vi.spyOn(target.store.db, 'prepare').mockImplementation((sql: string) => {
    const found = prepare(sql);
    const pluck = found.pluck.bind(found);
    found.pluck = () => {
      const plucked = pluck();
      const all = plucked.all.bind(plucked);
      plucked.all = (...values: unknown[]) => {
        const rows = all(...values);
        if (sql.includes('passages_fts_docsize')) read.push(rows.length);
        return rows;
      };
      return plucked;
    };
    return found;
  });
  await warmTextIndex(target.store, new AbortController().signal);
  expect(read).toEqual([200, 100, 0]);
  read.length = 0;
  await warmTextIndex(target.store, AbortSignal.abort());
  expect(read).toEqual([]);
  spy.mockRestore();
  await target.remove();
});
