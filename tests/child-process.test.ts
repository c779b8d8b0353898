import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startChild, type Child } from '@/lib/child-process';

const folder = mkdtempSync(path.join(tmpdir(), 'recollect-child-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, text: string): string {
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  return file;
}

/** Says that it is there, and ends with status 7 when its channel is closed. */
const PATIENT = `process.once('disconnect', () => process.exit(7));
  process.send(['here', process.argv.slice(2)]);`;

it('hears what a process sends, and how it ended', async () => {
  const heard: unknown[] = [];
  const file = script('talks', 'process.send("one"); process.send(2, () => process.exit(5));');
  const child = startChild(file, [], (message) => heard.push(message));
  expect(child.pid).toEqual(expect.any(Number));
  expect(await child.ended).toEqual({ status: 5, signal: null });
  expect(heard).toEqual(['one', 2]);
});

it.each([
  ['disconnect', { status: 7, signal: null }],
  ['kill', { status: null, signal: 'SIGTERM' }],
] as const)('ends a process when it is told to: %s', async (how, end) => {
  const file = script('patient', PATIENT);
  const { child, message } = await new Promise<{ child: Child; message: unknown }>((resolve) => {
    const child = startChild(file, ['--with', 'words'], (message) => resolve({ child, message }));
  });
  expect(message).toEqual(['here', ['--with', 'words']]);
  await child.end(how);
  expect(await child.ended).toEqual(end);
  // Once more is nothing more.
  await child.end(how);
});

it('refuses a file that is not there', () => {
  const file = path.join(folder, 'missing.mjs');
  expect(() => startChild(file)).toThrow(expect.objectContaining({ code: 'workers_not_built' }));
});

it('does not keep the process alive that started it, and its own ends with it', async () => {
  const lasting = script(
    'lasting',
    `process.once('disconnect', () => { console.error('gone'); process.exit(); });
     process.send('here');`,
  );
  // Waits for its child to be there, and for nothing else.
  const parent = script(
    'parent',
    `import { startChild } from ${JSON.stringify(path.resolve('lib/child-process.ts'))};
     const waiting = setInterval(() => undefined, 1000);
     startChild(${JSON.stringify(lasting)}, [], () => clearInterval(waiting));`,
  );
  const started = spawn(process.execPath, ['--import', 'tsx', parent], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  started.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  // The child has its error output, which is closed when both have ended.
  expect(await new Promise((resolve) => started.once('close', resolve))).toBe(0);
  expect(said).toBe('gone\n');
});
