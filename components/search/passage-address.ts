/** Where a passage is read in its document, on the way from a query. */
export function passageAddress(documentId: string, passageId: number, query: string): string {
  return `/documents/${encodeURIComponent(documentId)}?${new URLSearchParams({ q: query })}#passage-${passageId}`;
}
