/** What a library says went wrong, in a form that fits into a sentence of ours. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/gu, ' ').trim().replace(/\.$/, '');
}
