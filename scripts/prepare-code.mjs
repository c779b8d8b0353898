// Makes what is generated from the sources and not kept in git: the Prisma client (only when the schema has
// changed since) and the worker bundles. Runs before every npm script that needs them, so it must be quick.
// With --if-missing it does nothing where there are bundles: what `npm run build` left is what is served, and may lie
// where the server cannot write.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
if (process.argv.includes('--if-missing') && existsSync(path.join(root, '.build', 'commands', 'start.mjs')))
  process.exit(0);

const stampFile = path.join(root, '.build', 'prisma-client.sha256');
const schema = readFileSync(path.join(root, 'prisma', 'schema.prisma'));
const stamp = createHash('sha256').update(schema).digest('hex');
const upToDate =
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === stamp &&
  existsSync(path.join(root, 'lib', 'store', 'generated', 'client.ts'));

if (!upToDate) {
  execFileSync(
    process.execPath,
    [path.join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

await import('./build-workers.mjs');
