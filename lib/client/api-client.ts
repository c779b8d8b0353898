import { createClient } from './client';
import { tellKeyRefused } from './key-refused';

export { ApiError, reasonOf } from './api-error';
export type { JobNews } from './document-calls';

/** The client of Recollect's own pages, at the server they came from; they are told when it no longer takes their key. */
export const {
  cancelJob,
  deleteDocument,
  examination,
  examine,
  explain,
  facets,
  job,
  jobEvents,
  jobs,
  map,
  passage,
  placeOnMap,
  retryJob,
  search,
  selection,
  selectOnMap,
  session,
  signIn,
  signOut,
  similar,
  summary,
  upload,
} = createClient({ onKeyRefused: tellKeyRefused });
