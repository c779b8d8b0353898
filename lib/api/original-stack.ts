import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LRUCache } from 'lru-cache';

/** A line of a stack: `at name (file:line:column)` or `at file:line:column`. */
const PLACE = /^(\s+at (?:async )?(?:.*? \()?)(.+?):(\d+):(\d+)(\)?)$/gm;
/** One failure often comes with more of its kind; after that, its maps only take room. */
const maps = new LRUCache<string, { map: SourceMap | null }>({ max: 20, ttl: 60_000, ttlAutopurge: true });

/**
 * A stack with the places in the sources instead of those in what was built from them.
 *
 * Node would do that by itself with --enable-source-maps, but keeps the map of every file it loads: a hundred megabytes
 * of the server, for errors that hardly ever come. Here a map is read when there is an error.
 *
 * @param stack as V8 writes it; places without a map beside their file stay as they are
 */
export function originalStack(stack: string): string {
  return stack.replace(PLACE, (place, ...parts: string[]) => {
    const [before = '', file = '', line, column, after = ''] = parts;
    const built = file.startsWith('file://') ? fileURLToPath(file) : file;
    // A map counts from 0, a stack from 1.
    const entry = mapOf(built)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry) || !entry.originalSource) return place;
    const { originalSource, originalLine, originalColumn } = entry;
    return `${before}${sourceOf(originalSource, built)}:${originalLine + 1}:${originalColumn + 1}${after}`;
  });
}

function mapOf(built: string): SourceMap | null {
  const known = maps.get(built);
  if (known) return known.map;
  const file = `${built}.map`;
  const map = path.isAbsolute(built) && existsSync(file) ? readMap(file) : null;
  maps.set(built, { map });
  return map;
}

/** A map that cannot be read must not hide the error that it would explain. */
function readMap(file: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
  } catch (thrown) {
    process.emitWarning(`The source map ${file} cannot be read: ${String(thrown)}`);
    return null;
  }
}

/** Relative to the project, wherever that lies. */
function sourceOf(source: string, built: string): string {
  if (/^[\w-]+:\/\//.test(source)) return source;
  return path.relative(process.cwd(), path.resolve(path.dirname(built), source));
}
