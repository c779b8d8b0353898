import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { read } from '@/tests/docs/documents';

/** The commands of README and docs/api.md, run by a shell as a reader would run them. */

const base = inject('baseUrl');
const commands = ['README.md', 'docs/api.md'].flatMap((file) =>
  [...read(file).matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block
      .replace(/\\\n\s*/g, ' ')
      .split('\n')
      .filter((line) => line.startsWith('curl '))
      .map((line) => [file, line] as const),
  ),
);
const available = await promisify(execFile)('curl', ['--version']).then(
  () => true,
  () => process.env.CI === 'true',
);
let folder: string;
let documentId = '';
let passageId = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'recollect-curl-'));
  await writeFile(path.join(folder, 'notes.md'), '# Notes\n\nThe kettle sings before it boils.\n');
  // Only its coming counts here; what cannot be read fails in the job.
  await writeFile(path.join(folder, 'paper.pdf'), '%PDF-1.7\n');
  const sent = await fetch(`${base}/api/v1/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ collection: 'curl', documents: [{ id: 'kettle', text: 'A kettle whistles.' }] }),
  });
  let job = (await sent.json()) as { id: string; state: string; items: { documentId: string }[] };
  while (job.state === 'queued' || job.state === 'running') {
    await sleep(100);
    job = (await (await fetch(`${base}/api/v1/jobs/${job.id}`)).json()) as typeof job;
  }
  documentId = job.items[0]?.documentId ?? '';
  // Of another document: one of the commands deletes this one.
  const found = (await (await fetch(`${base}/api/v1/search?q=why+does+bread+rise`)).json()) as {
    hits: { passages: { id: number }[] }[];
  };
  passageId = String(found.hits[0]?.passages[0]?.id);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(!available)('a command of the documentation', () => {
  it('is there to be run', () => expect(commands.length).toBeGreaterThan(12));

  it.each(commands)('%s: %s', async (_, command) => {
    const line = command
      .replaceAll(/http:\/\/(127\.0\.0\.1|search\.example):3000/g, base)
      .replaceAll('0123456789abcdef', documentId)
      .replace('passage=42', `passage=${passageId}`);
    const { stdout } = await promisify(execFile)('sh', ['-c', `${line} -s -o answer -w '%{http_code}'`], {
      cwd: folder,
    });
    expect(['200', '202', '204']).toContain(stdout);
  });
});
