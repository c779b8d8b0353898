/** What one kind of finding says, and what mends it; `{name}` is replaced from its details. */
export interface FindingRow {
  says: string;
  mend?: string;
}

const FEW_MEND = 'Make room, or point RECOLLECT_DATA_DIR at a larger disk';
const SNAPSHOT_MEND = 'Nothing need be done: the running server writes a new one';
const CHECKSUMS_MEND =
  'When you trust them, run: cd "{dir}" && find . -type f ! -name {checksums} -exec sha256sum {} + > {checksums}';
const UNCHECKED = 'but its files cannot be checked: the folder has no {checksums}.';

/** Everything an examination can find but errors, which the error table has. */
export const FINDING_TABLE = {
  // The machine
  node: { says: 'Node.js {version}' },
  node_too_old: {
    says: 'Node.js {version} is older than {wanted}, which Recollect needs.',
    mend: 'Install Node.js {wanted} or newer, then run: npm ci',
  },
  native_modules: { says: '{names}' },
  native_module_broken: {
    says: 'The native package {name} does not load: {reason}',
    mend: 'Run: npm ci (a C++ compiler, make and python3 are needed)',
  },
  disk: { says: '{free} MB free for {folder}' },
  disk_nearly_full: { says: 'Only {free} MB free for {folder}; a large ingest may fill it.', mend: FEW_MEND },
  disk_full: { says: 'Only {free} MB free for {folder}.', mend: FEW_MEND },

  // Models
  compiled_model: { says: '{model}, every file as it should be' },
  model_not_compiled: {
    says: '{model} is not compiled yet; the first ingest or query does it in about a second.',
    mend: 'Run: npm run setup',
  },
  compiled_model_damaged: {
    says: '{model} in {dir} is damaged, not whole, or made by another version.',
    mend: 'Run: rm -r "{dir}" && npm run setup',
  },
  embedding_model: { says: '{model} ({dimensions} dimensions), every file as it should be' },
  embedding_model_unchecked: {
    says: `{model} ({dimensions} dimensions), ${UNCHECKED}`,
    mend: CHECKSUMS_MEND,
  },
  generation_model: { says: '{model} ({millions} million parameters), every file as it should be' },
  generation_model_unchecked: {
    says: `{model} ({millions} million parameters), ${UNCHECKED}`,
    mend: CHECKSUMS_MEND,
  },

  // Store
  database: { says: '{documents} documents, {passages} passages, migrations up to date' },
  database_missing: {
    says: '{file} does not exist yet: nothing has been ingested.',
    mend: 'Run: npm run ingest -- PATH',
  },
  documents_failed: {
    says: '{count} documents could not be read at their last ingest.',
    mend: 'GET /api/v1/documents?state=failed tells which and why; mend them and ingest them again',
  },
  documents_unfinished: {
    says: '{count} documents are not embedded to their end: an ingest is running or was interrupted.',
    mend: 'Run the same ingest again; it goes on where it stopped',
  },
  contents: { says: 'documents, passages, words and vectors agree' },
  contents_disagree: {
    says: '{problem}',
    mend: 'Restore a copy of {file}, or move it away and ingest again',
  },

  // Index
  vectors_none: { says: 'none yet' },
  vectors: { says: '{count} of {model}' },
  vectors_uncompared: { says: '{count} of {model}; no model is there to compare it with' },
  vectors_stale: {
    says: '{count} passages have a vector of an earlier model and are found by words only.',
    mend: 'Run: npm run ingest -- --reembed',
  },
  snapshot_not_needed: { says: 'not needed: {count} vectors are compared one by one up to {limit}' },
  snapshot: { says: '{count} of {total} vectors are in the graph' },
  snapshot_missing: {
    says: 'There is no snapshot: the server builds the graph anew and compares one by one until then.',
    mend: SNAPSHOT_MEND,
  },
  snapshot_rejected: {
    says: 'The snapshot cannot be used ({reason}): the server builds the graph anew and compares one by one until then.',
    mend: SNAPSHOT_MEND,
  },
  languages: { says: '{model} reads {count} of {documents} documents' },
  languages_unread: {
    says: '{percent} % of the documents ({list}) are in languages that {model} cannot read: they are found by their words, hardly by their meaning.',
    mend: 'Set EMBEDDING_MODEL to one of {models}, then run: ALLOW_DOWNLOAD=1 npm run ingest -- --reembed',
  },

  // Any check
  unexpected: { says: 'This could not be checked: {reason}' },
} as const satisfies Record<string, FindingRow>;

export type FindingKind = keyof typeof FINDING_TABLE;
