/**
 * Every error a user can cause, in one table: what happened, what is allowed, what to do.
 *
 * The same code travels in problem+json answers (RFC 9457) and on the command line, where `exit` is a status in
 * the sense of sysexits(3): 64 usage, 65 bad data, 66 no input, 69 unavailable, 70 internal, 73 cannot create,
 * 74 input/output, 75 try again, 77 not permitted, 78 configuration.
 */
export interface ErrorRow {
  /** HTTP status. */
  status: number;
  /** Exit status of a command that ends with this error. */
  exit: number;
  /** Short and the same for every occurrence (RFC 9457 `title`). */
  title: string;
  /** What happened this time; `{name}` is replaced from the details. */
  detail: string;
}

export const ERROR_TABLE = {
  // Requests
  invalid_request: { status: 400, exit: 64, title: 'The request is not valid', detail: '{reason}' },
  malformed_json: {
    status: 400,
    exit: 65,
    title: 'The body is not JSON',
    detail:
      'The body could not be read as JSON: {reason}. Send one JSON object with Content-Type application/json.',
  },
  query_too_long: {
    status: 400,
    exit: 64,
    title: 'The query is too long',
    detail:
      'The query has {length} characters; at most {max} are allowed. Shorten it to a question or a few words.',
  },
  not_found: { status: 404, exit: 66, title: 'Nothing is there', detail: '{what} was not found. {hint}' },
  method_not_allowed: {
    status: 405,
    exit: 64,
    title: 'The method is not allowed here',
    detail: '{method} is not allowed here; allowed: {allowed}.',
  },
  host_not_allowed: {
    status: 403,
    exit: 77,
    title: 'The host name is not allowed',
    detail:
      'The request names the host {host}, but this server answers only to {allowed}, so that other web pages cannot read it. Open it under its own address, or add the name to RECOLLECT_ALLOWED_HOSTS.',
  },
  origin_not_allowed: {
    status: 403,
    exit: 77,
    title: 'The request comes from another site',
    detail:
      'A page of {origin} may not do this; only pages of this server, and of RECOLLECT_CORS_ORIGINS, may use the API.',
  },
  key_missing: {
    status: 401,
    exit: 77,
    title: 'A key is needed',
    detail:
      'This server answers only with a key: send the header Authorization: Bearer KEY. npm run keys -- create NAME makes one.',
  },
  key_invalid: {
    status: 401,
    exit: 77,
    title: 'The key is not valid',
    detail: 'There is no such key, or it was revoked. npm run keys -- list shows those that there are.',
  },
  key_expired: {
    status: 401,
    exit: 77,
    title: 'The key has expired',
    detail: 'The key {prefix}… expired on {expired}. npm run keys -- create NAME makes another.',
  },
  scope_missing: {
    status: 403,
    exit: 77,
    title: 'The key may not do this',
    detail: 'This needs a key with the scope {needed}; the key {prefix}… has {held}.',
  },
  rate_limited: {
    status: 429,
    exit: 75,
    title: 'There were too many requests',
    detail: 'At most {limit} requests a minute are answered. Go on in {reset} s.',
  },
  body_too_large: {
    status: 413,
    exit: 65,
    title: 'The body is too large',
    detail: 'The body has more than {max} bytes.',
  },
  upload_too_large: {
    status: 413,
    exit: 65,
    title: 'The upload is too large',
    detail: '{what}. Send it in parts, or read it with npm run ingest.',
  },
  uploads_waiting: {
    status: 503,
    exit: 75,
    title: 'Earlier uploads are still to be read',
    detail:
      '{waiting} MB of earlier uploads are still to be read; at most {max} MB may wait. Try again in {retryAfter} s; GET /api/v1/jobs tells how far they are.',
  },
  disk_full: {
    status: 507,
    exit: 74,
    title: 'The disk is full',
    detail:
      'The disk that holds the data of Recollect is full. Free some space, or set RECOLLECT_DATA_DIR to a folder on another.',
  },
  unsupported_media_type: {
    status: 415,
    exit: 65,
    title: 'The media type is not supported',
    detail: '{mediaType} is not supported; allowed: {allowed}.',
  },

  // Reading documents
  file_not_found: {
    status: 404,
    exit: 66,
    title: 'The file does not exist',
    detail: '{path} does not exist or cannot be reached. Check the spelling and the current folder.',
  },
  file_unreadable: {
    status: 422,
    exit: 74,
    title: 'The file cannot be read',
    detail: '{path} cannot be read: {reason}.',
  },
  file_outside_folder: {
    status: 422,
    exit: 77,
    title: 'The file is outside the folder',
    detail: '{path} is a link that leads outside {folder}; name its target itself to ingest it.',
  },
  file_too_large: {
    status: 413,
    exit: 65,
    title: 'The file is too large',
    detail: '{path} has {size} bytes; at most {max} are read (--max-bytes raises it).',
  },
  file_empty: {
    status: 422,
    exit: 65,
    title: 'The file is empty',
    detail: '{path} holds no text to search.',
  },
  file_binary: {
    status: 422,
    exit: 65,
    title: 'The file is not text',
    detail: '{path} holds binary data, not {expected}.',
  },
  invalid_encoding: {
    status: 422,
    exit: 65,
    title: 'The text is not UTF-8',
    detail:
      '{path} is not valid UTF-8 (first bad byte at {offset}). Convert it, for example with iconv -f LATIN1 -t UTF-8.',
  },
  unknown_format: {
    status: 415,
    exit: 65,
    title: 'The format is not known',
    detail: '{path}: no reader for {extension}; read are {allowed}.',
  },
  corrupt_document: {
    status: 422,
    exit: 65,
    title: 'The document is damaged',
    detail: '{path} is not a readable {format}: {reason}.',
  },
  document_encrypted: {
    status: 422,
    exit: 65,
    title: 'The document is encrypted',
    detail:
      '{path} is protected with a password, or is an old Word file. Save it unprotected, as .pdf or .docx.',
  },
  reading_timed_out: {
    status: 422,
    exit: 65,
    title: 'Reading the document takes too long',
    detail: '{path} was given up after {seconds} s. It may be damaged or made to waste time.',
  },
  archive_bomb: {
    status: 422,
    exit: 65,
    title: 'The archive unpacks to too much',
    detail: '{path} would unpack to {size} bytes; at most {max} are allowed.',
  },
  line_too_long: {
    status: 422,
    exit: 65,
    title: 'A line is too long',
    detail: '{path} line {line} has more than {max} bytes.',
  },
  bad_row: {
    status: 422,
    exit: 65,
    title: 'A row cannot be read',
    detail: '{path} line {line}: {reason}. The other rows were read.',
  },
  evaluation_set_invalid: {
    status: 422,
    exit: 65,
    title: 'The evaluation set cannot be used',
    detail: '{path}: {reason}.',
  },
  missing_column: {
    status: 422,
    exit: 65,
    title: 'A column is missing',
    detail: '{path} has no column {column}; it has: {columns}. Name the right one with {option}.',
  },
  no_text: {
    status: 422,
    exit: 65,
    title: 'The document has no text',
    detail: '{path} was read, but holds no text{hint}.',
  },
  document_deleted: {
    status: 409,
    exit: 75,
    title: 'The document was deleted meanwhile',
    detail: '{path} was deleted while it was being embedded. Add it again if it is wanted.',
  },

  // Store
  ingest_locked: {
    status: 409,
    exit: 75,
    title: 'Another ingest is running',
    detail:
      'Process {pid} on {host} has been ingesting into {database} since {since}. Wait for it or stop it, then run this again.',
  },
  database_unusable: {
    status: 500,
    exit: 74,
    title: 'The database cannot be used',
    detail: '{path}: {reason}.',
  },
  database_too_new: {
    status: 500,
    exit: 78,
    title: 'The database is newer than this program',
    detail:
      '{path} has the migration {migration}, which this version does not know. Update Recollect, or use another RECOLLECT_DATA_DIR.',
  },
  migration_changed: {
    status: 500,
    exit: 78,
    title: 'A migration was changed after it was applied',
    detail:
      'Migration {migration} of {path} no longer has the checksum it was applied with. Restore the file.',
  },

  // Models
  model_not_found: {
    status: 503,
    exit: 78,
    title: 'The model is not there',
    detail: 'The model {model} was not found in {place}. {hint}',
  },
  model_file_damaged: {
    status: 503,
    exit: 78,
    title: 'A model file is damaged',
    detail: '{path} has sha256 {actual} instead of {expected}. {hint}',
  },
  model_unsupported: {
    status: 503,
    exit: 78,
    title: 'The model is not supported',
    detail: '{model}: {reason}.',
  },
  model_mismatch: {
    status: 503,
    exit: 78,
    title: 'The vectors belong to another model',
    detail:
      'The database holds vectors of {stored}, but {configured} is configured. Run: npm run ingest -- --reembed, or set EMBEDDING_MODEL back.',
  },
  model_download_failed: {
    status: 503,
    exit: 69,
    title: 'The model could not be downloaded',
    detail:
      '{model}: {reason}. Without a model hub, leave EMBEDDING_MODEL unset or point MODEL_DIR at a local folder.',
  },
  worker_failed: {
    status: 503,
    exit: 70,
    title: 'A worker stopped',
    detail: 'The {worker} worker stopped: {reason}. It is started again for the next request.',
  },
  workers_not_built: {
    status: 500,
    exit: 78,
    title: 'The workers are not built',
    detail: '{path} is missing. Run: npm run build:workers',
  },
  examination_failed: {
    status: 500,
    exit: 70,
    title: 'The examination did not come to its end',
    detail:
      'The examination did not come to its end: {reason}. The log of the server may say more; so does npm run doctor.',
  },
  overloaded: {
    status: 503,
    exit: 75,
    title: 'The server is busy',
    detail: '{waiting} requests are waiting already. Try again in a moment.',
  },
  timed_out: {
    status: 504,
    exit: 75,
    title: 'The answer took too long',
    detail:
      'There was no answer within {seconds} s, so the work was ended. Try again when the server is less busy.',
  },
  summary_unavailable: { status: 503, exit: 69, title: 'No summary can be written', detail: '{reason}' },
  embedding_failed: {
    status: 500,
    exit: 70,
    title: 'A text could not be embedded',
    detail: 'The model gave {reason} for a text of {length} characters.',
  },

  // Serving
  port_in_use: {
    status: 500,
    exit: 69,
    title: 'The port is taken',
    detail:
      'Another program listens on {host}:{port} already. Stop it, or choose another port, for example PORT={other}.',
  },
  cannot_listen: {
    status: 500,
    exit: 69,
    title: 'The address cannot be used',
    detail: 'Cannot listen on {host}:{port}: {reason}. Set HOST and PORT to an address of this machine.',
  },
  not_built: {
    status: 500,
    exit: 78,
    title: 'The web pages are not built',
    detail: 'There is no production build in {path}. Run: npm run build',
  },
  build_failed: {
    status: 500,
    exit: 70,
    title: 'The web pages could not be built',
    detail: 'The build ended with status {status}; its last words are above.',
  },

  // The rest
  aborted: {
    status: 499,
    exit: 130,
    title: 'The work was cancelled',
    detail: 'The work was cancelled before it was done.',
  },
  invalid_configuration: {
    status: 500,
    exit: 78,
    title: 'The configuration is not valid',
    detail: '{reason}',
  },
  platform_unsuitable: {
    status: 500,
    exit: 69,
    title: 'This machine cannot run Recollect as it is',
    detail: '{reason}',
  },
  internal: {
    status: 500,
    exit: 70,
    title: 'Something went wrong inside Recollect',
    detail: 'An unexpected error happened; the log has it under request {requestId}.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERROR_TABLE;
