import { describe, expect, it } from 'vitest';
import { distinctName, uploadName } from '@/lib/jobs/upload-name';

describe('uploadName', () => {
  it.each([
    ['notes.md', 'notes.md'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\report.docx', 'report.docx'],
    ['safe\u202Efdp.exe.md', 'safefdp.exe.md'],
    ['a\u0000b\nc\u001b[31m.txt', 'abc[31m.txt'],
    ['zero\u200Bwidth\uFEFF.md', 'zerowidth.md'],
    ['.hidden', 'hidden'],
    ['...', 'untitled'],
    ['/', 'untitled'],
    ['', 'untitled'],
    ['half \ud800.md', 'half .md'],
    ['C# \u4e2d\u6587.md', 'C# \u4e2d\u6587.md'],
  ])('%j is shown as %j', (given, shown) => {
    expect(uploadName(given)).toBe(shown);
  });

  it('shortens a long name and keeps its ending', () => {
    const name = uploadName(`${'\u{1F4DA}'.repeat(1000)}.pdf`);
    expect([...name]).toHaveLength(150);
    expect(name).toMatch(/\.pdf$/);
  });
});

it('tells equal names apart', () => {
  const taken = new Set<string>();
  expect(['a.md', 'a.md', 'a (2).md', 'b'].map((name) => distinctName(name, taken))).toEqual([
    'a.md',
    'a (2).md',
    'a (2) (2).md',
    'b',
  ]);
});
