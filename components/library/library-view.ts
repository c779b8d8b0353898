/** What the library page shows, as it stands in its address. */

export const SORTS = ['updated', 'title'] as const;
export type Sort = (typeof SORTS)[number];
export const STATES = ['ready', 'embedding', 'failed'] as const;
export type State = (typeof STATES)[number];

export interface LibraryView {
  /** Empty for all. */
  collection: string;
  /** Empty for all. */
  state: State | '';
  sort: Sort;
  /** Where the page before ended; empty for the first page. */
  cursor: string;
}

/** Reads a view from an address; what it does not understand is left at its default. */
export function libraryViewOf(parameters: Record<string, string | string[] | undefined>): LibraryView {
  const one = (name: string) => [parameters[name] ?? ''].flat()[0] ?? '';
  return {
    collection: one('collection'),
    state: STATES.find((name) => name === one('state')) ?? '',
    sort: SORTS.find((name) => name === one('sort')) ?? 'updated',
    cursor: one('cursor'),
  };
}

/** The address of a view: `/library` with whatever differs from the defaults. */
export function libraryAddress({ collection, state, sort, cursor }: LibraryView): string {
  const parameters = new URLSearchParams();
  if (collection) parameters.set('collection', collection);
  if (state) parameters.set('state', state);
  if (sort !== 'updated') parameters.set('sort', sort);
  if (cursor) parameters.set('cursor', cursor);
  const text = parameters.toString();
  return text === '' ? '/library' : `/library?${text}`;
}
