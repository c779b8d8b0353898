import type { Block, PassageDraft } from '@/lib/store/types';
import { embeddingInput, headLines } from './embedding-input';
import { groupSections, type Group } from './group-sections';
import { packUnits } from './pack-units';
import { sectionsOf } from './sections';
import { splitLong } from './split-long';
import type { TokenMeter, Unit } from './unit';

/** Raised whenever the same text would be cut differently: documents are then cut and embedded again. */
export const CHUNKER_VERSION = 2;

export interface ChunkInput {
  text: string;
  /** In any order; text outside every block is treated as a paragraph. */
  blocks: readonly Block[];
  title: string;
}

export interface ChunkOptions {
  counter: TokenMeter;
  /** Tokens of a passage's text, about; 200 is usual. */
  targetTokens: number;
  /** Share of the target that is repeated from the passage before, 0 to 0.5. */
  overlapShare: number;
  /** Tokens the encoder reads, special tokens included (ModelIdentity.maxTokens less its passage prefix). */
  maxTokens: number;
}

/** [CLS] and [SEP]. */
const SPECIAL_TOKENS = 2;
/** However long the headings are, a passage may have this many tokens. */
const LEAST_TOKENS = 16;

/**
 * Cuts a document into passages along its headings, blocks and sentences.
 *
 * Together they hold every visible character; each but a single too large character has at most targetTokens, and
 * embeddingInput of each fits maxTokens. The same input gives the same passages, on which resuming relies.
 *
 * @returns in order of the text; empty for blank text
 */
export function chunkDocument({ text, blocks, title }: ChunkInput, options: ChunkOptions): PassageDraft[] {
  const { counter, targetTokens, overlapShare } = options;
  const overlap = Math.floor(targetTokens * overlapShare);
  const sections = sectionsOf(text, blocks, {
    counter,
    maxUnitTokens: (path) => Math.min(targetTokens, bodyRoom(title, path, options)),
    pieceTokens: Math.max(1, Math.min(overlap || targetTokens, targetTokens, LEAST_TOKENS * 2)),
  });
  const drafts: PassageDraft[] = [];
  for (const group of groupSections(sections, targetTokens)) {
    for (const units of passagesOf(text, group, title, options, overlap)) {
      const start = units[0]?.start ?? 0;
      const end = units.at(-1)?.end ?? start;
      drafts.push({
        ordinal: drafts.length,
        text: text.slice(start, end),
        start,
        end,
        headingPath: group.path,
        page: units[0]?.page ?? null,
      });
    }
  }
  return drafts;
}

/** Tokens left for the text of a passage under these headings. */
function bodyRoom(title: string, path: readonly string[], { counter, maxTokens }: ChunkOptions): number {
  const head = counter.count(headLines(title, path).join('\n'));
  return Math.max(LEAST_TOKENS, maxTokens - SPECIAL_TOKENS - head);
}

function* passagesOf(
  text: string,
  group: Group,
  title: string,
  options: ChunkOptions,
  overlap: number,
): Generator<Unit[]> {
  const target = Math.min(options.targetTokens, bodyRoom(title, group.path, options));
  for (const { first, end } of packUnits(group.units, { target, overlap: Math.min(overlap, target / 2) })) {
    yield* fitting(text, group, title, group.units.slice(first, end), options);
  }
}

/**
 * The units as one passage, or as several when they do not fit after all: the tokeniser made more tokens of them
 * together than one by one (the common ones do not), or the group's headings take more room than the section's did.
 */
function* fitting(
  text: string,
  group: Group,
  title: string,
  units: Unit[],
  options: ChunkOptions,
): Generator<Unit[]> {
  const [only] = units;
  if (!only || fits(text, group, title, units, options)) {
    yield units;
    return;
  }
  let parts = units;
  if (units.length === 1) {
    const pieces = splitLong(text, only.start, only.end, options.counter, LEAST_TOKENS);
    parts = pieces.map((piece) => ({ ...only, ...piece }));
  }
  if (parts.length === 1) {
    yield parts;
    return;
  }
  const middle = parts.length >> 1;
  yield* fitting(text, group, title, parts.slice(0, middle), options);
  yield* fitting(text, group, title, parts.slice(middle), options);
}

function fits(text: string, { path }: Group, title: string, units: Unit[], options: ChunkOptions): boolean {
  const body = text.slice(units[0]?.start ?? 0, units.at(-1)?.end ?? 0);
  return options.counter.count(embeddingInput(title, path, body)) + SPECIAL_TOKENS <= options.maxTokens;
}
