import { documentFilterSql } from './filters';
import { requireSelections } from './require-selections';
import { statement } from './statements';
import type { DocumentFilter, Store } from './types';

export interface FacetValue {
  value: string;
  /** Searchable documents, 1 or more. */
  count: number;
}

export interface Facets {
  collections: FacetValue[];
  languages: FacetValue[];
  mediaTypes: FacetValue[];
  tags: FacetValue[];
}

/** Tags listed at most; a corpus may have a tag for every document. */
const MOST_TAGS = 200;

/**
 * What searchable documents can be filtered by, most frequent first, ties by value. Counts are under the filter, but a
 * list of alternatives is not counted under itself: choosing one collection still shows what the others would add.
 *
 * @throws RecollectError `not_found` for a selection that is not kept
 */
export function facets(store: Store, filter: DocumentFilter = {}): Facets {
  const { db } = store;
  requireSelections(store, filter);
  const count = (column: 'collection' | 'language' | 'media_type', without: DocumentFilter) => {
    const { sql, params } = documentFilterSql(without, 'd');
    return statement<FacetValue>(
      db,
      `SELECT d.${column} AS value, count(*) AS count FROM documents d
       WHERE d.current_version_id IS NOT NULL AND ${sql} GROUP BY 1`,
    ).all(...params);
  };
  const { sql, params } = documentFilterSql(filter, 'd');
  const tags = statement<FacetValue>(
    db,
    `SELECT t.tag AS value, count(*) AS count FROM document_tags t JOIN documents d ON d.id = t.document_id
     WHERE d.current_version_id IS NOT NULL AND ${sql} GROUP BY 1`,
  ).all(...params);
  return {
    collections: sorted(count('collection', { ...filter, collections: [] })),
    languages: sorted(count('language', { ...filter, languages: [] })),
    mediaTypes: sorted(count('media_type', { ...filter, mediaTypes: [] })),
    tags: sorted(tags).slice(0, MOST_TAGS),
  };
}

function sorted(values: FacetValue[]): FacetValue[] {
  return values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
