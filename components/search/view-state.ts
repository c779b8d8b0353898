/** What the search page shows, as it stands in its address. */

export const MODES = ['hybrid', 'semantic', 'lexical'] as const;
export type Mode = (typeof MODES)[number];

/** Names of the list filters, as in the address and in the API. */
export const LIST_FILTERS = ['collection', 'language', 'mediaType', 'tag'] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

export interface View extends Record<ListFilter, string[]> {
  query: string;
  mode: Mode;
  /** Any other condition in the filter language, such as `selection:…` of the map; empty for none. */
  filter: string;
  /** ISO dates, or empty. */
  from: string;
  to: string;
  /** Documents skipped. */
  offset: number;
}

export const PAGE_SIZE = 10;

export const EMPTY_VIEW: View = {
  query: '',
  mode: 'hybrid',
  collection: [],
  language: [],
  mediaType: [],
  tag: [],
  filter: '',
  from: '',
  to: '',
  offset: 0,
};

/** Reads a view from an address; what it does not understand is left at its default. */
export function viewOf(parameters: URLSearchParams): View {
  const mode = MODES.find((name) => name === parameters.get('mode')) ?? 'hybrid';
  const offset = Number(parameters.get('offset') ?? 0);
  const date = (name: string) => {
    const value = parameters.get(name) ?? '';
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '';
  };
  const list = (name: ListFilter) => [...new Set(parameters.getAll(name))].filter(Boolean);
  return {
    query: parameters.get('q') ?? '',
    mode,
    collection: list('collection'),
    language: list('language'),
    mediaType: list('mediaType'),
    tag: list('tag'),
    filter: parameters.get('filter') ?? '',
    from: date('from'),
    to: date('to'),
    offset: Number.isInteger(offset) && offset > 0 ? offset : 0,
  };
}

/** The filters of a view, named as the API names them. */
export function filterParameters(view: View): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of LIST_FILTERS) for (const value of view[name]) parameters.append(name, value);
  if (view.filter) parameters.set('filter', view.filter);
  if (view.from) parameters.set('from', view.from);
  if (view.to) parameters.set('to', view.to);
  return parameters;
}

/** The address of a view: `/`, or `/?q=…` with whatever differs from the defaults. */
export function addressOf(view: View): string {
  const parameters = new URLSearchParams();
  if (view.query) parameters.set('q', view.query);
  if (view.mode !== 'hybrid') parameters.set('mode', view.mode);
  for (const [name, value] of filterParameters(view)) parameters.append(name, value);
  if (view.offset > 0) parameters.set('offset', String(view.offset));
  const text = parameters.toString();
  return text === '' ? '/' : `/?${text}`;
}

/** What the API is asked for a view. */
export function searchParameters(view: View): URLSearchParams {
  const parameters = filterParameters(view);
  parameters.set('q', view.query.trim());
  parameters.set('mode', view.mode);
  parameters.set('limit', String(PAGE_SIZE));
  if (view.offset > 0) parameters.set('offset', String(view.offset));
  parameters.set('explain', 'true');
  return parameters;
}

/** What the API is asked for a view's summary. */
export function summaryParameters(view: View): URLSearchParams {
  const parameters = filterParameters(view);
  parameters.set('q', view.query.trim());
  parameters.set('mode', view.mode);
  return parameters;
}

export function hasFilters(view: View): boolean {
  return (
    LIST_FILTERS.some((name) => view[name].length > 0) ||
    [view.filter, view.from, view.to].some((text) => text !== '')
  );
}

export function withoutFilters(view: View): View {
  return { ...EMPTY_VIEW, query: view.query, mode: view.mode };
}
