import { connect, type ClientOptions } from './connection';
import { documentCalls } from './document-calls';
import { mapCalls } from './map-calls';
import { searchCalls } from './search-calls';
import { serverCalls } from './server-calls';

export { ApiError } from './api-error';
export type { ClientOptions };

/**
 * The API as functions, with the types of its requests and answers. Runs where there is fetch: browsers, Node.js,
 * workers. Calls throw ApiError, or AbortError when their signal says so.
 *
 * @example
 * const recollect = createClient({ url: 'http://127.0.0.1:3000' });
 * const { hits } = await recollect.search({ q: 'slow bread', limit: 5 });
 */
export function createClient(options: ClientOptions) {
  const connection = connect(options);
  return {
    ...searchCalls(connection),
    ...documentCalls(connection),
    ...mapCalls(connection),
    // Whoever signs in with a wrong key is asked already.
    ...serverCalls(connect({ ...options, onKeyRefused: undefined })),
  };
}
