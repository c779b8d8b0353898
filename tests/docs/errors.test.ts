import path from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ErrorList } from '@/components/docs/error-list';
import { referenceWords } from '@/components/messages/reference';
import { ERROR_TABLE, type ErrorRow } from '@/lib/error-table';
import { RecollectError, type ErrorCode } from '@/lib/errors';
import { projectRoot } from '@/scripts/support/project-root';
import { anchors, read } from './documents';
import { errorReference } from './error-reference';

const CODES = Object.keys(ERROR_TABLE) as ErrorCode[];

describe('docs/errors.md', () => {
  it('says what the table says', async () => {
    await expect(errorReference()).toMatchFileSnapshot(path.join(projectRoot, 'docs', 'errors.md'));
  });

  it('has an anchor for every code', () => {
    expect(anchors(read('docs/errors.md'))).toEqual(['errors', ...CODES]);
  });
});

describe('the page of errors', () => {
  const page = renderToStaticMarkup(createElement(ErrorList, { words: referenceWords('en').errors }));

  it.each(CODES)('is where the type of %s leads', (code) => {
    const { type } = new RecollectError(code).toProblem();
    const [place, anchor] = type.split('#');
    expect(place).toBe('/docs/errors');
    expect(page.split(`id="${anchor}"`)).toHaveLength(2);
  });

  it('shows each code with title, status and exit status', () => {
    const text = page.replace(/<!-- -->/g, '');
    for (const { title, status, exit } of Object.values<ErrorRow>(ERROR_TABLE)) {
      expect(text).toContain(title);
      expect(text).toContain(`HTTP ${status} · exit status ${exit}`);
    }
  });
});
