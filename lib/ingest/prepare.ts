import { chunkDocument } from '@/lib/chunk/chunk-document';
import type { TokenMeter } from '@/lib/chunk/unit';
import { RecollectError } from '@/lib/errors';
import type { ModelIdentity } from '@/lib/models/identity';
import { beginVersion } from '@/lib/store';
import type { DocumentMetadata, PassageDraft, Store } from '@/lib/store/types';
import { OVERLAP_SHARE, TARGET_TOKENS } from './settings';
import type { FoundDocument, ParsedText } from './types';
import type { PreparedDocument } from './work';

export interface CutDeps {
  counter: TokenMeter;
  identity: ModelIdentity;
}

/**
 * Cuts a document into passages for this model.
 *
 * @throws RecollectError `no_text` when there is nothing but white space
 */
export function cut(
  { text, blocks }: Pick<ParsedText, 'text' | 'blocks'>,
  title: string,
  uri: string,
  { counter, identity }: CutDeps,
): PassageDraft[] {
  const drafts = chunkDocument(
    { text, blocks, title },
    {
      counter,
      targetTokens: TARGET_TOKENS,
      overlapShare: OVERLAP_SHARE,
      maxTokens: identity.maxTokens - counter.count(identity.prefixes.passage),
    },
  );
  if (drafts.length === 0) throw new RecollectError('no_text', { path: uri, hint: '' });
  return drafts;
}

export interface BeginDeps {
  /** null in a dry run. */
  store: Store | null;
  settings: string;
}

/** Begins the document's version in the store, or goes on with the one that an interrupted run has begun. */
export function begin(
  { sha256, size, ...found }: Omit<FoundDocument, 'parse'>,
  { text, blocks }: Pick<ParsedText, 'text' | 'blocks'>,
  metadata: DocumentMetadata,
  drafts: PassageDraft[],
  isNew: boolean,
  { store, settings }: BeginDeps,
): PreparedDocument {
  const { uri, source } = found;
  const version = {
    uri,
    source,
    metadata,
    sha256,
    settings,
    size,
    text,
    blocks,
    passagesTotal: drafts.length,
  };
  const begun = store ? beginVersion(store, version) : { versionId: null, passagesDone: 0 };
  return {
    found: { ...found, sha256, size },
    metadata,
    drafts,
    settings,
    isNew,
    versionId: begun.versionId,
    done: begun.passagesDone,
  };
}
