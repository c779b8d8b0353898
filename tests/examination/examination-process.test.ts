import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createExaminationProcess } from '@/lib/examination/examination-process';

const folder = mkdtempSync(path.join(tmpdir(), 'recollect-examination-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A doctor that does what it is told, and counts how often it was called. */
function doctor(name: string, does: string): { file: string; calls: () => number } {
  const [file, log] = [path.join(folder, `${name}.mjs`), path.join(folder, `${name}.log`)];
  writeFileSync(log, '');
  writeFileSync(
    file,
    `import { appendFileSync } from 'node:fs';
     import { getPriority } from 'node:os';
     appendFileSync(${JSON.stringify(log)}, process.argv.slice(2).join(' ') + '\\n');
     ${does}`,
  );
  return { file, calls: () => readFileSync(log, 'utf8').split('--json\n').length - 1 };
}

const FAILED = {
  check: 'Embedding model',
  state: 'failed',
  says: 'It is damaged.',
  path: '/data/models',
  mend: 'Run: npm run setup',
  code: 'model_file_damaged',
};
const print = (findings: object[]) => `console.log(${JSON.stringify(JSON.stringify({ findings }))});`;

it('keeps the findings of a doctor that ends with the status of a failure', async () => {
  const { file } = doctor('fails', `${print([FAILED])} process.exitCode = 65;`);
  const examination = createExaminationProcess({ file });
  expect(examination.state()).toEqual({ runningSince: null, last: null });
  const ended = examination.examine();
  expect(examination.state()).toEqual({ runningSince: expect.any(String) as string, last: null });
  const result = await ended;
  expect(result).toMatchObject({ findings: [FAILED], error: null });
  expect(Date.parse(result.finishedAt)).toBeGreaterThanOrEqual(Date.parse(result.startedAt));
  expect(examination.state()).toEqual({ runningSince: null, last: result });
});

it('runs one doctor for all who ask while it is at work, and another for who asks then', async () => {
  const { file, calls } = doctor('counted', print([FAILED]));
  const examination = createExaminationProcess({ file });
  const [first, second] = await Promise.all([examination.examine(), examination.examine()]);
  expect(second).toBe(first);
  expect(calls()).toBe(1);
  expect(await examination.examine()).not.toBe(first);
  expect(calls()).toBe(2);
});

it('runs it below the server', async () => {
  // It may begin before it has been lowered.
  const { file } = doctor(
    'lowered',
    `for (let look = 0; look < 200 && getPriority() < 19; look++) await new Promise((then) => setTimeout(then, 10));
     console.log(JSON.stringify({ findings: [{ check: 'Priority', state: 'ok', says: String(getPriority()) }] }));`,
  );
  const { findings } = await createExaminationProcess({ file }).examine();
  expect(findings.map(({ says }) => says)).toEqual(['19']);
});

it.each([
  ['prints rubbish', `console.log('All is {well');`, {}, 'what it printed cannot be read'],
  [
    'prints other JSON',
    `console.log('{"findings": [{"state": "fine"}]}');`,
    {},
    'what it printed cannot be read',
  ],
  ['prints nothing and fails', 'process.exitCode = 70;', {}, 'it ended with status 70'],
  [
    'is killed',
    `process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`,
    {},
    'it was ended by SIGKILL',
  ],
  ['never ends', 'setInterval(() => {}, 1000);', { longest: 600 }, 'it took longer than 0.01 minutes'],
  [
    'never stops talking',
    `process.stdout.on('error', () => process.exit()); setInterval(() => console.log('x'.repeat(999)), 1);`,
    { mostOutput: 5_000 },
    'it printed without end',
  ],
])('says so of a doctor that %s, and can be asked again', async (name, does, limits, reason) => {
  const { file } = doctor(name.replaceAll(' ', '-'), does);
  const examination = createExaminationProcess({ file, ...limits });
  const first = await examination.examine();
  expect(first.findings).toEqual([]);
  expect(first.error).toMatchObject({ code: 'examination_failed', details: { reason } });
  expect(await examination.examine()).not.toBe(first);
});

it('ends the doctor with the server, and starts none after', async () => {
  const { file, calls } = doctor('endless', 'setInterval(() => {}, 1000);');
  const examination = createExaminationProcess({ file });
  const ended = examination.examine();
  await examination.close();
  expect((await ended).error).toMatchObject({ details: { reason: 'the server ended' } });
  expect(() => examination.examine()).toThrow(expect.objectContaining({ code: 'aborted' }));
  expect(calls()).toBeLessThanOrEqual(1);
});

it('says what to do when the doctor was not built', () => {
  const missing = createExaminationProcess({ file: path.join(folder, 'nowhere.mjs') });
  expect(() => missing.examine()).toThrow(/npm run build:workers/);
});
