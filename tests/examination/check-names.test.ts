import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { messagesOf } from '@/components/messages/messages';
import { projectRoot } from '@/scripts/support/project-root';

it('every check of the doctor has a name in the languages of the page', () => {
  const source = ['doctor.ts', 'doctor/check-everything.ts']
    .map((file) => readFileSync(path.join(projectRoot, 'scripts', file), 'utf8'))
    .join('\n');
  const names = [...source.matchAll(/(?:named|under)\('([^']+)'/g)].map(([, name]) => name);
  // A name of its own in every language.
  expect(names.filter((name) => name !== 'Node.js').sort()).toEqual(
    Object.keys(messagesOf('en').examination.checks).sort(),
  );
});
