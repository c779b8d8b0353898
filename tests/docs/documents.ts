import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '@/scripts/support/project-root';

/** Text of a file of the project. @param file path from its top folder, with slashes */
export function read(file: string): string {
  return readFileSync(path.join(projectRoot, ...file.split('/')), 'utf8');
}

/** README and its like, and every page of docs; paths from the top folder. */
export function documents(): string[] {
  const pages = readdirSync(path.join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.split(path.sep).join('/')}`);
  return ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...pages.sort()];
}

/** Targets of the links and pictures of a Markdown text that lead nowhere outside; code is passed over. */
export function relativeLinks(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** Anchors that GitHub makes of a Markdown text's headings. */
export function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

/** Rows of the Markdown table whose head begins with a cell; cells without their backticks. */
export function tableRows(markdown: string, firstHeading: string): string[][] {
  const lines = markdown.split('\n');
  const head = lines.findIndex((line) => new RegExp(`^\\| *${firstHeading} *\\|`).test(line));
  if (head < 0) throw new Error(`there is no table that begins with ${firstHeading}`);
  const rows = lines.slice(head + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end < 0 ? undefined : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

export function withoutBackticks(cell: string): string {
  return cell.replaceAll('`', '');
}
