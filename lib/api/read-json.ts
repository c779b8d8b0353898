import { RecollectError } from '@/lib/errors';

/** Bytes a JSON body may have; the longest query and every filter fit many times. */
export const MAX_JSON_BYTES = 1024 * 1024;

/**
 * Reads a request's body as JSON, giving up as soon as it is too long (Content-Length may be absent or lie).
 *
 * @param max bytes
 * @throws RecollectError `unsupported_media_type`, `body_too_large`, `malformed_json`
 */
export async function readJson(request: Request, max = MAX_JSON_BYTES): Promise<unknown> {
  const mediaType = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json')
    throw new RecollectError('unsupported_media_type', {
      mediaType: mediaType || 'A body without Content-Type',
      allowed: 'application/json',
    });

  const text = await readText(request, max);
  try {
    return JSON.parse(text);
  } catch (cause) {
    // JSON.parse quotes the body in its message; only the position is worth repeating.
    const position = cause instanceof Error ? /position \d+/.exec(cause.message)?.[0] : undefined;
    const reason =
      text.trim() === '' ? 'it is empty' : position ? `syntax error at ${position}` : 'syntax error';
    throw new RecollectError('malformed_json', { reason }, { cause });
  }
}

async function readText(request: Request, max: number): Promise<string> {
  const tooLarge = new RecollectError('body_too_large', { max });
  if (Number(request.headers.get('content-length') ?? 0) > max) throw tooLarge;
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > max) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new RecollectError('malformed_json', { reason: 'it is not UTF-8' }, { cause });
  }
}
