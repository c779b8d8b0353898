import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '@/lib/store';
import { addDocument, begin, commit, temporaryStore, type TemporaryStore } from './open-temporary';

let place: TemporaryStore;
beforeEach(async () => {
  place = await temporaryStore();
  addDocument(place, { uri: 'whole.md', passages: ['one river', 'two rivers', 'three rivers'] });
  addDocument(place, { uri: 'other.md', passages: ['one river', 'a lake'] });
  const unfinished = { uri: 'unfinished.md', passages: ['begun', 'not yet'] };
  commit(place, unfinished, { versionId: begin(place.store, unfinished).versionId, to: 1 });
  // What breaks here must be found by verify, not be stopped by SQLite.
  place.store.db.pragma('foreign_keys = OFF');
});
afterEach(() => place.remove());

describe('verify', () => {
  it('finds nothing in a database that is whole', () => {
    expect(verify(place.store)).toEqual([]);
  });

  it.each([
    ['a lost vector', 'DELETE FROM vectors WHERE id = 1', /point at nothing/],
    [
      'a vector that nobody uses',
      `INSERT INTO vectors (model_key, input_sha, data) SELECT model_key, 'x', data FROM vectors LIMIT 1`,
      /vectors that no passage has/,
    ],
    ['a vector cut short', 'UPDATE vectors SET data = substr(data, 1, 16) WHERE id = 1', /wrong length/],
    ['a vector of zeros', 'UPDATE vectors SET data = zeroblob(32) WHERE id = 1', /not of norm 1/],
    ['lost words', 'DELETE FROM passages_fts WHERE rowid = 2', /passages without words/],
    [
      'words of a lost passage',
      `INSERT INTO passages_fts (rowid, title, heading, body) VALUES (99, 'a', 'b', 'c')`,
      /words in the text index without a passage/,
    ],
    [
      'a lost passage',
      `DELETE FROM passages WHERE ordinal = 1 AND document_id = (SELECT id FROM documents WHERE uri = 'whole.md')`,
      /not the first passagesDone ones/,
    ],
    [
      'a doubled count',
      'UPDATE versions SET passages_done = passages_done + 1',
      /not the first passagesDone ones/,
    ],
    ['a passage that hides', 'UPDATE passages SET live = 0 WHERE id = 1', /searchable but should not be/],
    [
      'a passage of an unfinished document that shows',
      `UPDATE passages SET live = 1 WHERE version_id = (SELECT id FROM versions WHERE state = 'embedding')`,
      /searchable but should not be/,
    ],
    [
      'a text that is not where it should be',
      'UPDATE passages SET start = start + 1 WHERE id = 2',
      /not the slice/,
    ],
    [
      'an unfinished document that shows',
      `UPDATE documents SET current_version_id = (SELECT id FROM versions WHERE state = 'embedding')
       WHERE uri = 'unfinished.md'`,
      /searchable version is not ready/,
    ],
    [
      'a version without its document',
      `UPDATE documents SET current_version_id = NULL WHERE uri = 'whole.md'`,
      /ready versions that no document shows/,
    ],
    [
      'a version that was called ready too early',
      `UPDATE versions SET passages_total = 9 WHERE state = 'ready'`,
      /ready versions that lack passages/,
    ],
    [
      'a version that was never made ready',
      `UPDATE versions SET passages_total = 1 WHERE state = 'embedding'`,
      /unfinished versions that have all/,
    ],
  ])('finds %s', (_, damage, problem) => {
    place.store.db.exec(damage);
    expect(verify(place.store)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });
});
