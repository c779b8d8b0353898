import { filterWhere } from './filters';
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
 */
export async function facets({ prisma }: Store, filter: DocumentFilter = {}): Promise<Facets> {
  const without = (list: 'collections' | 'languages' | 'mediaTypes') =>
    filterWhere({ ...filter, [list]: [] });
  const [collections, languages, mediaTypes, tags] = await Promise.all([
    prisma.document.groupBy({ by: 'collection', where: without('collections'), _count: { _all: true } }),
    prisma.document.groupBy({ by: 'language', where: without('languages'), _count: { _all: true } }),
    prisma.document.groupBy({ by: 'mediaType', where: without('mediaTypes'), _count: { _all: true } }),
    prisma.documentTag.groupBy({
      by: 'tag',
      where: { document: filterWhere(filter) },
      _count: { _all: true },
    }),
  ]);
  return {
    collections: sorted(
      collections.map(({ collection, _count }) => ({ value: collection, count: _count._all })),
    ),
    languages: sorted(languages.map(({ language, _count }) => ({ value: language, count: _count._all }))),
    mediaTypes: sorted(mediaTypes.map(({ mediaType, _count }) => ({ value: mediaType, count: _count._all }))),
    tags: sorted(tags.map(({ tag, _count }) => ({ value: tag, count: _count._all }))).slice(0, MOST_TAGS),
  };
}

function sorted(values: FacetValue[]): FacetValue[] {
  return values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
