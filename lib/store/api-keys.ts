import { createHash, randomBytes } from 'node:crypto';
import { noteIfPossible } from './patience';
import { SCOPES, type Scope } from './scopes';
import { statement } from './statements';
import { timestamp } from './timestamp';
import type { Store } from './types';

export interface ApiKey {
  /** 12 hexadecimal digits. */
  id: string;
  name: string;
  /** First characters of the secret. */
  prefix: string;
  scopes: Scope[];
  /** ISO 8601. */
  createdAt: string;
  /** null: it never expires. */
  expiresAt: string | null;
  revokedAt: string | null;
  /** Not older than a minute while it is in use. */
  lastUsedAt: string | null;
}

/** What every secret begins with, so that a scanner for lost secrets can tell one. */
const MARK = 'rk_';
const SECRET_BYTES = 32;
const SHOWN_CHARACTERS = 6;
const LONGEST_SECRET = 100;
/** Milliseconds for which the last use of a key is not written again. */
const USE_NOTED = 60_000;

type Row = Omit<ApiKey, 'scopes'> & { scopes: string };
const KEY = `SELECT id, name, prefix, scopes, created_at AS createdAt, expires_at AS expiresAt,
  revoked_at AS revokedAt, last_used_at AS lastUsedAt FROM api_keys`;

/** Makes a key. @returns the key, and its secret, which cannot be had again */
export function createApiKey(
  { db }: Store,
  { name, scopes, expiresAt = null }: { name: string; scopes: readonly Scope[]; expiresAt?: Date | null },
): { key: ApiKey; secret: string } {
  const secret = MARK + randomBytes(SECRET_BYTES).toString('base64url');
  const key: ApiKey = {
    id: randomBytes(6).toString('hex'),
    name,
    prefix: secret.slice(0, MARK.length + SHOWN_CHARACTERS),
    scopes: SCOPES.filter((scope) => scopes.includes(scope)),
    createdAt: timestamp(),
    expiresAt: expiresAt && timestamp(expiresAt),
    revokedAt: null,
    lastUsedAt: null,
  };
  statement(
    db,
    'INSERT INTO api_keys (id, name, prefix, hash, scopes, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(key.id, name, key.prefix, hashOf(secret), key.scopes.join(), key.createdAt, key.expiresAt);
  return { key, secret };
}

/** Every key there ever was, newest first. */
export function listApiKeys({ db }: Store): ApiKey[] {
  return statement<Row>(db, `${KEY} ORDER BY created_at DESC, id`).all().map(keyOf);
}

/** Ends a key for good. @returns the key; null when there is none with this id */
export function revokeApiKey({ db }: Store, id: string): ApiKey | null {
  const sql = 'UPDATE api_keys SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?';
  statement(db, sql).run(timestamp(), id);
  const row = statement<Row>(db, `${KEY} WHERE id = ?`).get(id);
  return row ? keyOf(row) : null;
}

/**
 * The key that a secret belongs to, revoked and expired ones included.
 *
 * It is found by its hash: how long the comparison takes tells something of the hash at most, and from that nobody
 * comes back to the secret.
 */
export function findApiKey({ db }: Store, secret: string): ApiKey | null {
  if (secret.length > LONGEST_SECRET || !secret.startsWith(MARK)) return null;
  const row = statement<Row>(db, `${KEY} WHERE hash = ?`).get(hashOf(secret));
  return row ? keyOf(row) : null;
}

/**
 * Notes that a key was used, at most once a minute. A request neither waits for that nor fails: while another process
 * writes, or nothing can be written, it is left for the next one.
 */
export function noteUse(store: Store, { id, lastUsedAt }: ApiKey, now = new Date()): void {
  if (lastUsedAt !== null && now.getTime() - Date.parse(lastUsedAt) < USE_NOTED) return;
  const note = statement(store.db, 'UPDATE api_keys SET last_used_at = ? WHERE id = ?');
  noteIfPossible(store, () => note.run(timestamp(now), id));
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function keyOf({ scopes, ...row }: Row): ApiKey {
  return { ...row, scopes: SCOPES.filter((scope) => scopes.split(',').includes(scope)) };
}
