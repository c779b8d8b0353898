import { createHash } from 'node:crypto';

/**
 * A JSON answer with a tag (RFC 9110, ETag): a browser keeps it and asks whether it is still the same, which is answered
 * with 304 and no body. Only this browser keeps it, since the answer may be for a key.
 */
export function entityJson(request: Request, body: unknown): Response {
  const text = JSON.stringify(body);
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = { etag: tag, 'cache-control': 'private, no-cache', vary: 'authorization, cookie' };
  if (isKnown(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  });
}

/** A proxy that compresses marks the tag as weak; the content is the same. */
function isKnown(given: string | null, tag: string): boolean {
  if (given === null) return false;
  return given.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
}
