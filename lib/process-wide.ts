type Holder = Record<symbol, unknown>;

/**
 * The one thing of its name in this process. Next.js bundles a module once for pages and once for routes, and reloads it
 * in development; what counts over requests must be the same for all copies.
 *
 * @example const counts = processWide('counts', () => new Map<string, number>());
 */
export function processWide<T>(name: string, create: () => T): T {
  const holder = globalThis as unknown as Holder;
  const key = Symbol.for(`recollect.${name}`);
  holder[key] ??= create();
  return holder[key] as T;
}
