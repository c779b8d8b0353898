import { describe, expect, it } from 'vitest';
import { FINDINGS_ZH, findingInChinese } from '@/components/messages/findings-zh';
import { placeholdersOf, RecollectError } from '@/lib/errors';
import { FINDING_TABLE, type FindingKind, type FindingRow } from '@/lib/examination/finding-table';
import { finding } from '@/scripts/doctor/types';
import { named } from '@/scripts/doctor/check-everything';

const KINDS = Object.keys(FINDING_TABLE) as FindingKind[];
const names = ({ says, mend = '' }: FindingRow) => [...new Set(placeholdersOf(says + mend))].sort();
const NO_WORDS = ['node', 'native_modules'];

describe('a finding in Chinese', () => {
  it.each(KINDS)('%s says what the English says, and how to mend it', (kind) => {
    const english: FindingRow = FINDING_TABLE[kind];
    const details = Object.fromEntries(names(english).map((name) => [name, `<${name}>`]));
    const said = findingInChinese({ check: 'Disk', ...finding('warning', kind, details) });
    expect(/[\u4e00-\u9fff]/.test(said?.says ?? '')).toBe(!NO_WORDS.includes(kind));
    expect(said?.mend === undefined).toBe(english.mend === undefined);
    const text = `${said?.says} ${said?.mend}`;
    for (const name of names(FINDINGS_ZH[kind])) expect(text).toContain(`<${name}>`);
    // What an English sentence names to tell where, the page shows beside it.
    expect(names(english)).toEqual(expect.arrayContaining(names(FINDINGS_ZH[kind])));
    expect(placeholdersOf(FINDINGS_ZH[kind].says).sort()).toEqual(placeholdersOf(english.says).sort());
  });

  it('runs the commands that the English runs', () => {
    for (const kind of KINDS) {
      const { mend = '' }: FindingRow = FINDING_TABLE[kind];
      const command = /\brun: (.+?)( \(.*\))?$/i.exec(mend)?.[1];
      if (command !== undefined) expect(FINDINGS_ZH[kind].mend).toContain(`\`${command}\``);
    }
  });

  it('is the sentence of the error that a check ended with', async () => {
    const hint = 'Run: npm run setup';
    const [found] = await named('Embedding model', async () => {
      throw new RecollectError('model_not_found', { model: 'a/b', place: '/models', hint });
    });
    expect(found).toMatchObject({ code: 'model_not_found', path: '/models', mend: hint });
    expect(found && findingInChinese(found)).toEqual({
      says: '在 /models 没有找到模型 a/b。请运行 npm run setup',
      mend: '请运行 npm run setup',
    });
  });

  it('is there for what nobody expected', async () => {
    const [found] = await named('Disk', () => Promise.reject(new TypeError('x is not a function')));
    expect(found).toMatchObject({ state: 'failed', code: 'internal' });
    expect(found?.says).toBe('This could not be checked: TypeError: x is not a function');
    expect(found && findingInChinese(found)?.says).toBe('这一项无法检查：TypeError: x is not a function');
  });

  it('is none for what another version has found', () => {
    const says = 'It rains.';
    const newer = { check: 'Sky', state: 'warning' as const, says };
    expect(findingInChinese(newer)).toBeNull();
    expect(findingInChinese({ ...newer, kind: 'rain' as FindingKind })).toBeNull();
    expect(findingInChinese({ ...newer, kind: 'disk', details: { folder: '/data' } })).toBeNull();
  });
});
