import type { ApiKey } from '@/lib/store/api-keys';

const HEAD = ['id', 'key', 'name', 'scopes', 'created', 'expires', 'last used', 'state'];

/** Keys as a table, a line each. */
export function keyLines(keys: readonly ApiKey[], now = new Date()): string[] {
  if (keys.length === 0) return ['There are no keys. Make one: npm run keys -- create NAME'];
  const rows = keys.map((key) => [
    key.id,
    `${key.prefix}…`,
    key.name,
    key.scopes.join(','),
    minute(key.createdAt),
    key.expiresAt === null ? 'never' : minute(key.expiresAt),
    key.lastUsedAt === null ? 'never' : minute(key.lastUsedAt),
    stateOf(key, now),
  ]);
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...rows].map((row) => row[column]?.length ?? 0)));
  return [HEAD, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKey, now: Date): string {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime() ? 'expired' : 'valid';
}

/** `2030-12-31T23:59:00.000+00:00` → `2030-12-31 23:59`, UTC. */
function minute(moment: string): string {
  return moment.slice(0, 16).replace('T', ' ');
}
