import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chosenPassages } from '@/lib/map/choose';
import { computeMap, spreadOut } from '@/lib/map/compute-map';
import { createMapProcess } from '@/lib/map/map-process';
import { mapView, positionsOf } from '@/lib/map/map-view';
import { isInside, polygonTest } from '@/lib/map/polygon';
import { deleteDocument, registerModel } from '@/lib/store';
import { documentsMatching } from '@/lib/store/delete-documents';
import { facets } from '@/lib/store/facets';
import { MAP_EXTENT } from '@/lib/store/map-extent';
import { newestMap, textsOfVectors } from '@/lib/store/maps';
import { searchFullText } from '@/lib/store/full-text';
import { passagesByVector } from '@/lib/store/passages';
import { writePatiently } from '@/lib/store/patience';
import { requireSelections } from '@/lib/store/require-selections';
import { findSelection, storeSelection, vectorsOfPassages } from '@/lib/store/selections';
import { lastChange } from '@/lib/store/vectors';
import { addDocument, identityOf, temporaryStore, type TemporaryStore } from '../store/open-temporary';

const work = () => ({ progress: () => undefined, signal: new AbortController().signal });
const TOPICS = ['bread and oven', 'stars and planets', 'rivers and bridges'];

let place: TemporaryStore;
beforeEach(async () => {
  place = await temporaryStore();
});
afterEach(() => place.remove());

/** Documents of four passages, one after the other. */
function add(from: number, to: number): void {
  for (let number = from; number < to; number += 1) {
    const passages = Array.from({ length: 4 }, (_, at) => `${TOPICS[number % 3]}, ${number} ${at}`);
    addDocument(place, {
      uri: `doc/${number}`,
      passages,
      metadata: { collection: TOPICS[number % 3] ?? '' },
    });
  }
}

const ids = () =>
  place.store.db.prepare<[], number>('SELECT id FROM passages WHERE live = 1 ORDER BY id').pluck().all();

describe('the stored map', () => {
  it('is named by passages with the titles, headings and tags that they stand under', () => {
    const metadata = { title: '天上的星', tags: ['天文', '历史'] };
    const documentId = addDocument(place, { uri: 'sky', passages: ['太阳和月亮'], metadata });
    const vectors = vectorsOfPassages(place.store, ids());
    const [named] = textsOfVectors(place.store, vectors).values();
    expect(named).toMatchObject({ text: '太阳和月亮', documentId, titles: ['天上的星', 'Top'] });
    expect(named?.tags.sort()).toEqual(['历史', '天文']);
  });

  it('has every searchable passage with its cluster, collection and document', async () => {
    add(0, 10);
    expect(mapView(place.store)).toBeNull();
    expect(await computeMap(place.store, work())).toBe('laid out');
    const view = mapView(place.store);
    expect(view).toMatchObject({ missing: 0, collections: [...TOPICS].sort() });
    expect(view?.points.passage).toEqual(ids());
    expect(view?.documents).toHaveLength(10);
    const { x = [], y = [], cluster = [], collection = [], document = [] } = view?.points ?? {};
    for (const value of [...x, ...y]) expect(value >= 0 && value <= MAP_EXTENT).toBe(true);
    expect(Math.max(...x) - Math.min(...x)).toBeGreaterThan(MAP_EXTENT / 4);
    expect(collection[4]).toBe(view?.collections.indexOf('stars and planets'));
    expect(document.slice(0, 8)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    const counts = view?.clusters.map((_, number) => cluster.filter((own) => own === number).length);
    expect(view?.clusters.map(({ passages }) => passages)).toEqual(counts);
    expect(view?.clusters.every(({ words }) => words.length > 0)).toBe(true);
    expect(await computeMap(place.store, work())).toBe('unchanged');
  });

  it('loses what is deleted at once, and says what is missing', async () => {
    add(0, 10);
    await computeMap(place.store, work());
    const [first = 0] = ids();
    expect(positionsOf(place.store, [first]).size).toBe(1);
    deleteDocument(place.store, addDocument(place, { uri: 'doc/0', passages: ['other words'] }));
    expect(mapView(place.store)?.points.passage).toEqual(ids());
    expect(positionsOf(place.store, [first]).size).toBe(0);
    add(20, 21);
    expect(mapView(place.store)).toMatchObject({ missing: 4 });
  });

  it('is added to when little is new, without moving what is there, and laid out anew when much is', async () => {
    add(0, 20);
    await computeMap(place.store, work());
    const before = positionsOf(place.store, ids());
    add(20, 21);
    expect(await computeMap(place.store, work())).toBe('added to');
    const after = positionsOf(place.store, ids());
    expect(after.size).toBe(84);
    for (const [id, position] of before) expect(after.get(id)).toEqual(position);
    add(21, 23);
    expect(await computeMap(place.store, work())).toBe('laid out');
    expect(newestMap(place.store)).toMatchObject({ vectors: 92, placed: 0 });
  });

  it('projects a part of a large corpus and puts the rest beside its neighbours, always alike', async () => {
    add(0, 20);
    await computeMap(place.store, work(), { mostProjected: 40 });
    const first = mapView(place.store);
    expect(first?.points.passage).toEqual(ids());
    expect(await computeMap(place.store, work(), { mostProjected: 40, anew: true })).toBe('laid out');
    expect(mapView(place.store)).toMatchObject({ points: first?.points, clusters: first?.clusters });
    expect(spreadOut(10, 4)).toEqual([0, 2, 5, 7]);
    expect(spreadOut(3, 4)).toEqual([0, 1, 2]);
  });

  it('is not made of nothing, and not touched by what is stopped', async () => {
    expect(await computeMap(place.store, work())).toBe('nothing to map');
    add(0, 10);
    const signal = AbortSignal.abort();
    await expect(computeMap(place.store, { progress: () => undefined, signal })).rejects.toThrow(/abort/i);
    expect(newestMap(place.store)).toBeNull();
  });

  it('appears by itself in a process of its own, when nothing is being added', async () => {
    add(0, 5);
    let busy = true;
    let asked = 0;
    const deaths: unknown[] = [];
    const process = createMapProcess(place.store, {
      auto: true,
      busy: () => {
        asked += 1;
        return busy;
      },
      onDeath: (...how) => deaths.push(how),
      every: 20,
    });
    // One look more than an idle server needs to start.
    await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(2);
    expect(process.progress()).toBeNull();
    busy = false;
    await expect.poll(() => newestMap(place.store)?.vectors, { timeout: 30_000 }).toBe(20);
    await expect.poll(() => process.progress(), { timeout: 30_000 }).toBeNull();
    expect(process.look()).toBe(false);
    await process.close();
    expect(deaths).toEqual([]);
  });
});

describe('what happens while a map is made', () => {
  it('keeps a map off another model than its vectors are of', async () => {
    add(0, 10);
    const other = identityOf(8, 'test/other');
    const progress = () => registerModel(place.store, other, { replace: true });
    await computeMap(place.store, { ...work(), progress });
    expect(newestMap(place.store)).toBeNull();
  });

  it('does not end the server when a look fails, and says so', async () => {
    const told: unknown[] = [];
    const busy = () => {
      throw new Error('the disk is gone');
    };
    const onDeath = (_: number | null, reason: string | null) => told.push(reason);
    const looking = createMapProcess(place.store, { busy, auto: true, onDeath, every: 5 });
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(0));
    await looking.close();
  });
});

describe('an outline', () => {
  it('encloses the same with its bounds looked at first', () => {
    const star: [number, number][] = [
      [5, 0],
      [6, 4],
      [10, 5],
      [6, 6],
      [5, 10],
      [4, 6],
      [0, 5],
      [4, 4],
    ];
    const inside = polygonTest(star);
    const places = Array.from({ length: 196 }, (_, at) => [(at % 14) - 2, Math.floor(at / 14) - 2] as const);
    const enclosed = places.filter(([x, y]) => inside(x, y));
    expect(enclosed).toEqual(places.filter(([x, y]) => isInside(star, x, y)));
    expect(enclosed.length).toBeGreaterThan(10);
  });
});

describe('a selection', () => {
  it('is what was chosen: ids, a cluster, or what an outline encloses', async () => {
    add(0, 10);
    await computeMap(place.store, work());
    const points = mapView(place.store)?.points;
    expect(chosenPassages(place.store, { passages: [3, 9] })).toEqual([3, 9]);
    expect(chosenPassages(place.store, { cluster: 0 })).toEqual(
      ids().filter((_, at) => points?.cluster[at] === 0),
    );
    const half = MAP_EXTENT / 2;
    const polygon = [
      [0, 0],
      [half, 0],
      [half, MAP_EXTENT],
      [0, MAP_EXTENT],
    ];
    const left = ids().filter((_, at) => (points?.x[at] ?? 0) < half);
    expect(left.length).toBeGreaterThan(0);
    expect(chosenPassages(place.store, { polygon })).toEqual(left);
  });

  it('narrows a search by words and by vectors to its passages, not to their documents', () => {
    add(0, 6);
    const chosen = ids().slice(0, 6);
    const { id, passages } = storeSelection(place.store, vectorsOfPassages(place.store, chosen), 'some');
    expect(passages).toBe(6);
    const where = { field: 'selection' as const, values: [id] };
    const weights = { title: 1, heading: 1, body: 1 };
    const found = (filter: object) =>
      searchFullText(place.store, { match: 'and', filter, limit: 100, weights }).map((match) => match.id);
    expect(found({ where }).sort((a, b) => a - b)).toEqual(chosen);
    expect(found({ where: { not: where } })).toHaveLength(18);
    expect(found({ where: { field: 'selection', values: ['none'] } })).toEqual([]);
    const all = vectorsOfPassages(place.store, ids());
    expect(
      passagesByVector(place.store, all, { where })
        .map((row) => row.id)
        .sort((a, b) => a - b),
    ).toEqual(chosen);
  });

  it('outlives a document that is read again with the same words', () => {
    add(0, 3);
    const { id } = storeSelection(place.store, vectorsOfPassages(place.store, ids().slice(0, 5)), null);
    const passages = Array.from({ length: 4 }, (_, at) => `${TOPICS[0]}, 0 ${at}`);
    addDocument(place, { uri: 'doc/0', passages: [...passages, 'one more'], settings: 'other' });
    expect(findSelection(place.store, id)).toEqual({ id, name: null, passages: 5 });
    deleteDocument(place.store, addDocument(place, { uri: 'doc/0', passages: ['gone'] }));
    expect(findSelection(place.store, id)?.passages).toBe(1);
  });

  it('is the same for the same choice; the one used longest ago is forgotten first', () => {
    add(0, 60);
    const vectors = vectorsOfPassages(place.store, ids());
    const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
    const first = storeSelection(place.store, vectors.slice(0, 2), null, at(0));
    const second = storeSelection(place.store, vectors.slice(1, 3), null, at(1));
    expect(storeSelection(place.store, [...vectors.slice(0, 2)].reverse(), null, at(2)).id).toBe(first.id);
    expect(storeSelection(place.store, vectors.slice(0, 2), 'named', at(3)).id).not.toBe(first.id);
    for (let more = 0; more < 198; more += 1)
      storeSelection(place.store, vectors.slice(more, more + 5), null, at(10 + more));
    expect(findSelection(place.store, second.id)).toBeNull();
    expect(findSelection(place.store, first.id)).not.toBeNull();
  });

  it('is not forgotten while filters ask for it, however often others choose', () => {
    add(0, 60);
    const vectors = vectorsOfPassages(place.store, ids());
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
    const { id } = storeSelection(place.store, vectors.slice(0, 2), null, at(0));
    const where = { not: { field: 'selection' as const, values: [id] } };
    for (let more = 0; more < 230; more += 1) {
      storeSelection(place.store, vectors.slice(more, more + 5), null, at(1 + more));
      if (more % 50 === 0) requireSelections(place.store, { where }, at(1 + more));
    }
    expect(findSelection(place.store, id)).not.toBeNull();
  });

  it('that is not kept deletes nothing and counts nothing, not even under NOT', () => {
    add(0, 3);
    const gone = { field: 'selection' as const, values: ['aaaaaaaaaaaa'] };
    for (const where of [gone, { not: gone }, { or: [gone, { field: 'tag' as const, values: ['a'] }] }]) {
      const refusal = expect.objectContaining({ code: 'not_found' });
      expect(() => documentsMatching(place.store, { where })).toThrow(refusal);
      expect(() => facets(place.store, { where })).toThrow(refusal);
    }
  });

  it('is stored without throwing away what was remembered', () => {
    add(0, 3);
    const before = lastChange(place.store);
    storeSelection(place.store, vectorsOfPassages(place.store, ids()), null);
    expect(lastChange(place.store)).toBe(before);
  });

  it('waits for whoever writes without holding up its thread', async () => {
    add(0, 3);
    const vectors = vectorsOfPassages(place.store, ids());
    const other = new Database(place.file);
    other.exec('BEGIN IMMEDIATE');
    const stored = writePatiently(place.store, () => storeSelection(place.store, vectors, null));
    // This turn of the event loop comes only if the thread is free.
    await new Promise((resolve) => setTimeout(resolve, 1));
    other.exec('ROLLBACK');
    other.close();
    expect((await stored).passages).toBe(ids().length);
  });
});

it.each([
  [[1, 1], true],
  [[5, 1], false],
  [[3, 3], false],
  [[1, 3.5], true],
])('a point %j is inside an outline with a notch: %s', ([x = 0, y = 0], inside) => {
  const outline = [
    [0, 0],
    [4, 0],
    [4, 4],
    [3, 2],
    [2, 2],
    [2, 4],
    [0, 4],
  ] as const;
  expect(isInside(outline, x, y)).toBe(inside);
});
