// Bundles every worker entry point (workers/*.ts) into .build/workers/*.mjs, so that the command line
// (tsx), the tests (vitest) and the web server (Next.js) all start the very same JavaScript file. Some commands go to
// .build/commands: ingest is started often, and compiling its sources would be half of each start; doctor and map are
// started by other processes too; start and demo are the server itself, and tsx makes Node keep the source map of every
// file it loads: a hundred megabytes of a process that runs for months.
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const entries = readdirSync(path.join(root, 'workers')).filter((file) => file.endsWith('.ts'));

const shared = {
  absWorkingDir: root,
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
};

await build({
  ...shared,
  entryPoints: [
    ...entries.map((file) => ({
      in: path.join('workers', file),
      out: path.join('workers', path.basename(file, '.ts')),
    })),
    ...['ingest', 'map', 'start', 'demo'].map((command) => ({
      in: path.join('scripts', `${command}.ts`),
      out: path.join('commands', command),
    })),
  ],
});

// In pieces: the doctor imports most of itself only after it has found that the native packages load at all.
const doctor = await build({
  ...shared,
  entryPoints: [{ in: path.join('scripts', 'doctor.ts'), out: path.join('commands', 'doctor') }],
  splitting: true,
  chunkNames: 'commands/doctor-[hash]',
  metafile: true,
});
const made = new Set(Object.keys(doctor.metafile.outputs).map((file) => path.basename(file)));
const commands = path.join(root, '.build', 'commands');
// Pieces of earlier sources.
for (const file of readdirSync(commands))
  if (file.startsWith('doctor-') && !made.has(file)) rmSync(path.join(commands, file), { force: true });
