// Bundles every worker entry point (workers/*.ts) into .build/workers/*.mjs, so that the command line
// (tsx), the tests (vitest) and the web server (Next.js) all start the very same JavaScript file. The ingest command
// goes to .build/commands: it is started often, and compiling its sources would be half of each start.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const entries = readdirSync(path.join(root, 'workers')).filter((file) => file.endsWith('.ts'));

await build({
  absWorkingDir: root,
  entryPoints: [
    ...entries.map((file) => ({
      in: path.join('workers', file),
      out: path.join('workers', path.basename(file, '.ts')),
    })),
    { in: path.join('scripts', 'ingest.ts'), out: path.join('commands', 'ingest') },
  ],
  outdir: '.build',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Packages stay in node_modules: native addons cannot be bundled, and the rest loads as fast from there.
  packages: 'external',
  alias: { '@': root },
  sourcemap: 'linked',
  logLevel: 'warning',
});
