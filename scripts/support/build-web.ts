import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RecollectError } from '@/lib/errors';
import { compressStatic } from './compress-static';
import { projectRoot } from './project-root';

/** Everything the pages and routes are built from. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'proxy.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];
const STAMP = path.join(projectRoot, '.next', 'recollect-sources.sha256');

/**
 * Builds the web pages, unless the build that is there was made from these very sources.
 *
 * @returns whether it had to build
 * @throws RecollectError `build_failed`; what the build said goes to standard error
 */
export async function buildWeb(): Promise<boolean> {
  const sources = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return false;
  const next = path.join(projectRoot, 'node_modules', 'next', 'dist', 'bin', 'next');
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const status = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  if (status !== 0) {
    process.stderr.write(Buffer.concat(said));
    throw new RecollectError('build_failed', { status });
  }
  await compressStatic(path.join(projectRoot, '.next'));
  writeFileSync(STAMP, sources);
  return true;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const place = path.join(projectRoot, source);
    const files = existsSync(place) && !source.includes('.') ? filesUnder(place) : [place];
    for (const file of files) {
      hash.update(`${path.relative(projectRoot, file)}\0`);
      if (existsSync(file)) hash.update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
