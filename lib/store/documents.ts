import type { Prisma } from './generated/client';
import type { Reason } from '@/lib/errors';
import { decodeCursor, encodeCursor } from './cursor';
import { reasonOf } from './reasons';
import { statement } from './statements';
import type { Block, DocumentRow, PassageRow, Store, VersionState } from './types';

/** A reading of a document that is not, or not yet, what is searchable of it. */
export interface DocumentAttempt {
  state: 'embedding' | 'failed';
  passagesDone: number;
  passagesTotal: number;
  /** Why it failed, when it did. */
  error: Reason | null;
}

export interface DocumentListItem extends DocumentRow {
  /** `ready` as soon as one version of it is searchable. */
  state: VersionState;
  /** Searchable passages. */
  passages: number;
  /** Bytes of its source. */
  size: number;
  /** Whether it was read from a file, which brings it back with the next ingest; not so when it was sent. */
  fromFile: boolean;
  /** ISO 8601. */
  updatedAt: string;
  attempt: DocumentAttempt | null;
}

export interface DocumentDetail extends Omit<DocumentListItem, 'passages'> {
  /** sha256 of the document's bytes, hexadecimal. */
  sha256: string;
  text: string;
  blocks: Block[];
  /** Searchable passages in order; their text is a slice of the document's. */
  passages: Pick<PassageRow, 'id' | 'ordinal' | 'start' | 'end' | 'headingPath' | 'page'>[];
}

export interface DocumentsQuery {
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** 1 or more. */
  limit: number;
  collection?: string | undefined;
  /** `embedding` and `failed` also give searchable documents with such an attempt. */
  state?: VersionState | undefined;
  /** Newest first unless said otherwise. */
  sort?: 'updated' | 'title' | undefined;
}

export interface DocumentPage {
  items: DocumentListItem[];
  nextCursor: string | null;
  /** Documents on all pages. */
  total: number;
}

const versionFields = {
  id: true,
  state: true,
  size: true,
  passagesDone: true,
  passagesTotal: true,
  errorCode: true,
  errorMessage: true,
  errorDetails: true,
} satisfies Prisma.VersionSelect;

const listed = {
  tags: { orderBy: { tag: 'asc' } },
  versions: { orderBy: { id: 'desc' }, select: versionFields },
} satisfies Prisma.DocumentInclude;

type Listed = Prisma.DocumentGetPayload<{ include: typeof listed }>;

/**
 * A page of the documents, also of those that are not searchable yet or failed. A page begins where the one before
 * ended, whatever was added or deleted meanwhile.
 *
 * @throws RecollectError `invalid_request` for a cursor that is not one
 */
export async function listDocuments(
  { prisma }: Store,
  { cursor, limit, collection, state, sort = 'updated' }: DocumentsQuery,
): Promise<DocumentPage> {
  const where: Prisma.DocumentWhereInput = {
    ...(collection === undefined ? {} : { collection }),
    ...(state === undefined
      ? {}
      : state === 'ready'
        ? { currentVersionId: { not: null } }
        : { versions: { some: { state } } }),
  };
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const [total, rows] = await Promise.all([
    prisma.document.count({ where }),
    prisma.document.findMany({
      where:
        after === undefined
          ? where
          : { AND: [where, sort === 'title' ? afterTitle(after) : afterUpdate(after)] },
      orderBy: sort === 'title' ? [{ title: 'asc' }, { id: 'asc' }] : [{ updatedAt: 'desc' }, { id: 'asc' }],
      take: limit + 1,
      include: listed,
    }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items: page.map(listItem),
    nextCursor: more
      ? encodeCursor([sort === 'title' ? last.title : last.updatedAt.toISOString(), last.id])
      : null,
    total,
  };
}

/** One document with its text, structure and passages, or null. */
export async function getDocument(store: Store, id: string): Promise<DocumentDetail | null> {
  const { prisma, db } = store;
  const row = await prisma.document.findUnique({ where: { id }, include: listed });
  if (!row) return null;
  const shown = row.currentVersionId ?? row.versions[0]?.id;
  const version =
    shown === undefined
      ? null
      : await prisma.version.findUnique({
          where: { id: shown },
          select: { sha256: true, text: true, blocks: true },
        });
  const sql = `SELECT id, ordinal, start, end, heading_path AS headingPath, page FROM passages
    WHERE version_id = ? AND live = 1 ORDER BY ordinal`;
  type Row = Omit<DocumentDetail['passages'][number], 'headingPath'> & { headingPath: string };
  const passages = statement<Row>(db, sql).all(row.currentVersionId);
  return {
    ...listItem(row),
    sha256: version?.sha256 ?? '',
    text: version?.text ?? '',
    blocks: JSON.parse(version?.blocks ?? '[]') as Block[],
    passages: passages.map((passage) => ({
      ...passage,
      headingPath: JSON.parse(passage.headingPath) as string[],
    })),
  };
}

function afterTitle([title, id]: readonly [string, string]): Prisma.DocumentWhereInput {
  return { OR: [{ title: { gt: title } }, { title, id: { gt: id } }] };
}

function afterUpdate([updatedAt, id]: readonly [string, string]): Prisma.DocumentWhereInput {
  return { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { gt: id } }] };
}

function listItem({ versions, currentVersionId, tags, updatedAt, ...row }: Listed): DocumentListItem {
  const current = versions.find(({ id }) => id === currentVersionId);
  const newest = versions.find(({ id }) => id !== currentVersionId);
  const attempt = newest ? attemptOf(newest) : null;
  return {
    id: row.id,
    uri: row.uri,
    title: row.title,
    collection: row.collection,
    language: row.language,
    mediaType: row.mediaType,
    date: row.date,
    tags: tags.map(({ tag }) => tag),
    state: current ? 'ready' : (attempt?.state ?? 'embedding'),
    passages: current?.passagesTotal ?? 0,
    size: (current ?? newest)?.size ?? 0,
    fromFile: row.source !== null,
    updatedAt: updatedAt.toISOString(),
    attempt,
  };
}

function attemptOf(version: Listed['versions'][number]): DocumentAttempt {
  const { state, passagesDone, passagesTotal, errorCode, errorMessage, errorDetails } = version;
  const failed = state === 'failed';
  return {
    state: failed ? 'failed' : 'embedding',
    passagesDone,
    passagesTotal,
    error: failed ? reasonOf({ code: errorCode ?? '', message: errorMessage, details: errorDetails }) : null,
  };
}
