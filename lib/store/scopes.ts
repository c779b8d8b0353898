/** What a key may do, least first; each includes those before it. */
export const SCOPES = ['search', 'ingest', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whether scopes that are held are enough for one that is needed. */
export function allows(held: readonly Scope[], needed: Scope): boolean {
  return held.some((scope) => SCOPES.indexOf(scope) >= SCOPES.indexOf(needed));
}
