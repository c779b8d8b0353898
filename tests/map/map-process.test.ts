import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMapProcess, type MapProcess } from '@/lib/map/map-process';
import { addDocument, temporaryStore, type TemporaryStore } from '../store/open-temporary';

type Death = [status: number | null, signal: string | null];

let place: TemporaryStore;
let map: MapProcess;
let file: string;
const deaths: Death[] = [];

beforeEach(async () => {
  place = await temporaryStore();
  addDocument(place, { uri: 'a.md', passages: ['bread and oven', 'stars and planets'] });
  file = path.join(place.folder, 'map.mjs');
  deaths.length = 0;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  const onDeath = (...death: Death) => deaths.push(death);
  map = createMapProcess(place.store, { auto: true, busy: () => false, every: 10_000, onDeath, file });
});
afterEach(async () => {
  vi.useRealTimers();
  await map.close();
  await place.remove();
});

it('a bundle that is missing is told, and looked for again minutes later', () => {
  const missing = [null, `${file} is missing. Run: npm run build:workers`];
  // The first look sees that something has changed, the second that it has not changed since.
  vi.advanceTimersByTime(20_000);
  expect(deaths).toEqual([missing]);
  vi.advanceTimersByTime(290_000);
  expect(deaths).toHaveLength(1);
  vi.advanceTimersByTime(10_000);
  expect(deaths).toEqual([missing, missing]);
});

it('a process that dies is told, and followed by another minutes later', async () => {
  writeFileSync(file, 'process.exit(3);');
  vi.advanceTimersByTime(20_000);
  expect(map.progress()).toBe(0);
  await ended();
  expect(deaths).toEqual([[3, null]]);
  vi.advanceTimersByTime(290_000);
  expect(map.progress()).toBeNull();
  vi.advanceTimersByTime(10_000);
  expect(map.progress()).toBe(0);
  await ended();
  expect(deaths).toHaveLength(2);
});

it('tells how far its process has come, until it is closed', async () => {
  writeFileSync(file, 'process.send(0.5); setInterval(() => undefined, 1000);');
  vi.advanceTimersByTime(20_000);
  vi.useRealTimers();
  await expect.poll(() => map.progress(), { timeout: 60_000 }).toBe(0.5);
  await map.close();
  expect(map.progress()).toBeNull();
  expect(deaths).toEqual([]);
});

/** Waits until no process is at work, without a look at the clock that the map goes by. */
async function ended(): Promise<void> {
  while (map.progress() !== null) await new Promise((resolve) => setTimeout(resolve, 5));
}
