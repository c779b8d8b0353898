import { existsSync, readFileSync, statSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LRUCache } from 'lru-cache';
import { processWide } from '@/lib/process-wide';

/** Where the project's own code is built to; elsewhere nothing is opened, for a message may look like a stack. */
const BUILT = /^(\.(?:next|build)\/[^:]+):(\d+):(\d+)(\)?)$/;
const FRAME = '    at ';
/** Characters; no frame of ours is as long. */
const LONGEST_FRAME = 1_000;
/** Bytes of maps that are remembered; one takes ten times as much once it is read. */
const REMEMBERED = 4_000_000;
/** Milliseconds; one failure often comes with more of its kind, after that its maps only take room. */
const KEPT_MS = 60_000;

/** Pages, routes and the server are bundles of their own, each with a copy of this module. */
const maps = processWide(
  'source-maps',
  () =>
    new LRUCache<string, SourceMap>({
      maxSize: REMEMBERED,
      ttl: KEPT_MS,
      ttlAutopurge: true,
      updateAgeOnGet: true,
    }),
);

/**
 * A stack with the places in the sources instead of those in what was built from them.
 *
 * Node would do that by itself with --enable-source-maps, but keeps the map of every file it loads: a hundred megabytes
 * of the server, for errors that hardly ever come. Here a map is read when there is an error.
 *
 * @param stack as V8 writes it; lines that are no frames, and frames without a map, stay as they are
 */
export function originalStack(stack: string): string {
  const folder = `${process.cwd()}${path.sep}`;
  const roots = [`${pathToFileURL(process.cwd()).href}/`, folder];
  return stack
    .split('\n')
    .map((line) => {
      if (!line.startsWith(FRAME) || line.length > LONGEST_FRAME) return line;
      const root = roots.find((one) => line.includes(one));
      return root === undefined ? line : originalFrame(line, root, folder);
    })
    .join('\n');
}

function originalFrame(line: string, root: string, folder: string): string {
  const from = line.indexOf(root);
  const found = BUILT.exec(line.slice(from + root.length).replaceAll('\\', '/'));
  if (!found || found[1]?.split('/').includes('..')) return line;
  const [, file = '', row, column, after = ''] = found;
  // A map counts from 0, a stack from 1.
  const entry = mapOf(path.join(folder, file))?.findEntry(Number(row) - 1, Number(column) - 1);
  if (!entry || !('originalSource' in entry) || !entry.originalSource) return line;
  const source = sourceOf(entry.originalSource, path.join(folder, path.dirname(file)));
  return `${line.slice(0, from)}${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}${after}`;
}

/** The map beside a file that was there when this process began; a later one is of other code than runs. */
function mapOf(built: string): SourceMap | undefined {
  const known = maps.get(built);
  if (known) return known;
  const file = `${built}.map`;
  if (!existsSync(file)) return undefined;
  try {
    if (statSync(file).mtimeMs > performance.timeOrigin) return undefined;
    const text = readFileSync(file, 'utf8');
    const map = new SourceMap(JSON.parse(text) as SourceMapPayload);
    maps.set(built, map, { size: text.length });
    return map;
  } catch (thrown) {
    // It must not hide the error that it would explain.
    process.emitWarning(`The source map ${file} cannot be read: ${String(thrown)}`);
    return undefined;
  }
}

/** Relative to the project, wherever that lies; bundlers write brackets as URLs do. */
function sourceOf(source: string, folder: string): string {
  if (/^[\w-]+:\/\//.test(source)) return source;
  const readable = source.replace(/%[2-7][0-9a-f]/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
  return path.relative(process.cwd(), path.resolve(folder, readable));
}
