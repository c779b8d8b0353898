import { chunkDocument } from '@/lib/chunk/chunk-document';
import type { TokenMeter } from '@/lib/chunk/unit';
import { asRecollectError, RecollectError } from '@/lib/errors';
import type { ModelIdentity } from '@/lib/models/identity';
import { OVERLAP_SHARE, TARGET_TOKENS } from './settings';
import { describe, type MetadataOptions } from './metadata';
import type { FoundDocument } from './types';
import type { PreparedDocument } from './work';

export interface PrepareDeps {
  counter: TokenMeter;
  identity: ModelIdentity;
  options: MetadataOptions;
}

/**
 * Parses a document and cuts it into passages.
 *
 * @param known what the store has of it
 * @throws RecollectError what the parser throws, `no_text`
 */
export async function prepare(
  found: FoundDocument,
  known: { isNew: boolean; done: number },
  { counter, identity, options }: PrepareDeps,
): Promise<PreparedDocument> {
  const { parse, ...rest } = found;
  const parsed = await parse().catch((error: unknown) => {
    throw asRecollectError(error);
  });
  const metadata = describe(parsed, found.mediaType, options);
  const drafts = chunkDocument(
    { text: parsed.text, blocks: parsed.blocks, title: metadata.title },
    {
      counter,
      targetTokens: TARGET_TOKENS,
      overlapShare: OVERLAP_SHARE,
      maxTokens: identity.maxTokens - counter.count(identity.prefixes.passage),
    },
  );
  if (drafts.length === 0) throw new RecollectError('no_text', { path: found.uri, hint: '' });
  return { found: rest, parsed, metadata, drafts, ...known };
}
