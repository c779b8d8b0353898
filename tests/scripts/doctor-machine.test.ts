import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkDiskSpace } from '@/scripts/doctor/disk-space';
import { checkNativeModules } from '@/scripts/doctor/native-modules';
import { checkNodeVersion } from '@/scripts/doctor/node-version';
import { findingLines } from '@/scripts/doctor/print-findings';
import { recallLines } from '@/scripts/doctor/recall';

it.each([
  ['18.20.4', 'failed'],
  ['20.9.0', 'failed'],
  ['20.19.0', 'ok'],
  ['20.20.1', 'ok'],
  ['22.0.0', 'ok'],
])('Node.js %s: %s', async (version, state) => {
  expect(await checkNodeVersion(version)).toMatchObject([{ state }]);
});

it('native modules that do not load are each named; the others load', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'recollect-native-'));
  const file = path.join(folder, 'broken.node');
  writeFileSync(file, 'not a library');
  const require = createRequire(import.meta.url);
  const broken = { name: 'broken', load: async () => require(file) as unknown };
  expect(await checkNativeModules()).toMatchObject([{ state: 'ok' }]);
  expect(await checkNativeModules([broken])).toMatchObject([
    {
      state: 'failed',
      says: expect.stringContaining('broken'),
      mend: expect.stringContaining('npm ci'),
    },
  ]);
  rmSync(folder, { recursive: true });
});

it.each([
  [10, 'failed'],
  [200, 'warning'],
  [5_000, 'ok'],
])('%i MB free: %s', async (megabytes, state) => {
  const place = { dataDir: path.join(tmpdir(), 'not', 'there'), databaseFile: 'none' };
  const asked: string[] = [];
  const findings = await checkDiskSpace(place, async (folder) => {
    asked.push(folder);
    return megabytes * 1024 * 1024;
  });
  expect(findings).toMatchObject([{ state }]);
  expect(asked).toEqual([tmpdir()]);
});

it('what the message says already is not repeated below it', () => {
  const lines = findingLines([
    { check: 'A', state: 'failed', says: 'It broke. Run: x', mend: 'Run: x', code: 'internal' },
    { check: 'Long', state: 'warning', says: 'It may break.', mend: 'Run: y' },
  ]);
  expect(lines).toEqual([
    'FAILED  A     It broke. Run: x',
    'warning Long  It may break.',
    '              Run: y',
    '',
    '1 to mend, 1 to know of.',
  ]);
});

it('recall without a graph says that every answer is exact; with one, which ef to use', () => {
  const none = { k: 10, sample: 3, askedWith: 'passages' as const, byEf: [], ef: 64, recommendedEf: null };
  expect(recallLines(none).join('\n')).toContain('every answer is exact');
  const byEf = [{ ef: 64, recall: 0.995, low: 0.99, high: 1, medianMs: 0.5 }];
  const lines = recallLines({ ...none, byEf, recommendedEf: 64 });
  expect(lines).toContain('| 64 (in use) | 99.5 % | 99.0 % to 100.0 % | 0.50 |');
  expect(lines.at(-1)).toContain('is 64.');
});
