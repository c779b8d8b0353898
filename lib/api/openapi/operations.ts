import { DOCUMENT_OPERATIONS } from './document-operations';
import { MAP_OPERATIONS } from './map-operations';
import type { Operation } from './operation';
import { SEARCH_OPERATIONS } from './search-operations';
import { SERVER_OPERATIONS } from './server-operations';

/** Everything the API can be asked. A test holds this list against the routes there are. */
export const OPERATIONS: readonly Operation[] = [
  ...SEARCH_OPERATIONS,
  ...MAP_OPERATIONS,
  ...DOCUMENT_OPERATIONS,
  ...SERVER_OPERATIONS,
];
