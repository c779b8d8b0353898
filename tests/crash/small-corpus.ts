import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SUBJECTS = [
  'rivers',
  'bread',
  'comets',
  'libraries',
  'sleep',
  'bridges',
  'tea',
  'maps',
  'clocks',
  'bees',
];
const VERBS = [
  'follow',
  'shape',
  'outlast',
  'surprise',
  'need',
  'resemble',
  'explain',
  'slow',
  'feed',
  'divide',
];

/** A sentence that is the same for the same numbers and different for others. */
function sentence(seed: number, index: number): string {
  const at = (list: readonly string[], n: number) => list[(seed * 7 + index * 3 + n) % list.length] ?? '';
  return `In the year ${1000 + seed * 31 + index}, people wrote that ${at(SUBJECTS, 1)} ${at(VERBS, index)} ${at(SUBJECTS, 4)} more often than ${at(SUBJECTS, index)} do.`;
}

/**
 * Writes a small corpus: Markdown and text of one to some passages, rows of JSON Lines, Chinese, and a paragraph that
 * several documents share.
 *
 * @param edition a later edition changes most documents in part, and takes a document and a row away
 */
export function writeSmallCorpus(folder: string, edition = 0): void {
  mkdirSync(folder, { recursive: true });
  const shared = Array.from({ length: 14 }, (_, index) => sentence(99, index)).join(' ');
  for (let number = 0; number < 7; number += 1) {
    const changed = number % 3 === 0 ? 0 : edition * 50;
    const sections = Array.from({ length: 1 + (number % 3) }, (_, section) => {
      const sentences = Array.from({ length: 14 }, (_, index) =>
        sentence(number + (section < 2 ? changed : 0), section * 14 + index),
      );
      return `## Part ${section}\n\n${sentences.join(' ')}`;
    });
    const text = [`# Document ${number}`, ...sections, ...(number % 2 ? ['## Shared', shared] : [])].join(
      '\n\n',
    );
    writeFileSync(path.join(folder, `document-${number}.md`), text);
  }
  if (edition > 0) rmSync(path.join(folder, 'document-6.md'));
  const rows = Array.from({ length: 6 - (edition > 0 ? 1 : 0) }, (_, index) =>
    JSON.stringify({
      id: `row-${index}`,
      title: `Row ${index}`,
      text: sentence(200 + index, index).repeat(3),
    }),
  );
  writeFileSync(path.join(folder, 'rows.jsonl'), `${rows.join('\n')}\n`);
  writeFileSync(
    path.join(folder, 'chinese.txt'),
    '图书馆是记忆的家。\n\n' + '古人把竹片写上字，用绳子编成册。'.repeat(30),
  );
}
