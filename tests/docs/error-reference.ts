import { ERROR_TABLE, type ErrorRow } from '@/lib/error-table';

const HEAD = `# Errors

Every error that a user can cause has a code. Answers of the API carry it as \`code\` of their problem details (RFC 9457),
whose \`type\` leads to the same list at \`/docs/errors\`; commands print it in brackets after the message, and end with
its exit status (in the sense of sysexits: 64 usage, 65 bad data, 66 no input, 69 unavailable, 70 internal, 74
input/output, 75 try again, 77 not permitted, 78 configuration; 130 interrupted). Words in braces are filled in with what
happened.

This page is made from \`lib/error-table.ts\`: after a change there, run \`npx vitest run --project unit tests/docs -u\`.
`;

/** docs/errors.md: a heading for every code, which gives it its anchor. */
export function errorReference(): string {
  const sections = Object.entries<ErrorRow>(ERROR_TABLE).map(
    ([code, { title, status, exit, detail }]) =>
      `\n## \`${code}\`\n\n${title}. HTTP ${status}, exit status ${exit}.\n\n> ${detail}\n`,
  );
  return HEAD + sections.join('');
}
