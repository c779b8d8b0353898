import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { closeRuntime, examination, runtime } from '@/lib/runtime';

const folder = mkdtempSync(path.join(tmpdir(), 'recollect-unusable-'));
afterAll(async () => {
  await closeRuntime();
  rmSync(folder, { recursive: true, force: true });
});

it('the installation is examined also where the database keeps the server from starting', async () => {
  writeFileSync(path.join(folder, 'recollect.db'), 'This is not a database. '.repeat(1_000));
  process.env.RECOLLECT_DATA_DIR = folder;
  await expect(runtime()).rejects.toMatchObject({ code: 'database_unusable' });
  const { findings, error } = await examination().examine();
  expect(error).toBeNull();
  expect(findings).toContainEqual(
    expect.objectContaining({ check: 'Database', state: 'failed', code: 'database_unusable' }),
  );
});
