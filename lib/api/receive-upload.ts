import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { RecollectError } from '@/lib/errors';
import { formatOf, MEDIA_TYPES, unknownFormat } from '@/lib/ingest/formats';
import { MOST_DOCUMENT_BYTES, removeForgotten, uploadFolder } from '@/lib/jobs/upload-folder';
import { distinctName, uploadName, uploadUri } from '@/lib/jobs/upload-name';
import type { Runtime } from '@/lib/runtime';
import type { Forgotten } from '@/lib/store/forget-jobs';
import { createJob } from '@/lib/store/jobs';
import type { NewItem } from '@/lib/store/job-types';
import { readJson } from './read-json';
import { MOST_ITEMS, sentDocumentsOf, uploadOptionsOf } from './upload-request';
import { asDiskFull, openUploadRoom, type UploadRoom } from './upload-room';

/** Bytes of all files of one request. */
const MOST_UPLOAD_BYTES = 500 * 1024 * 1024;
/** Bytes of a JSON body, which is parsed as one. */
const MOST_JSON_BYTES = 8 * 1024 * 1024;

type Received = Omit<NewItem, 'uri'>;

/**
 * Takes documents from a request and queues a job of them. Files go to the disk as they come; a request that is refused
 * or breaks off leaves nothing behind.
 *
 * @returns id of the job
 * @throws RecollectError `invalid_request`, `upload_too_large`, `body_too_large`, `malformed_json`,
 *   `unsupported_media_type`, `uploads_waiting`, `disk_full`
 */
export async function receiveUpload(
  request: Request,
  { config, store, jobs }: Pick<Runtime, 'config' | 'store' | 'jobs'>,
): Promise<string> {
  const id = randomUUID();
  const folder = uploadFolder(config, id);
  const room = openUploadRoom(store);
  let forgotten: Forgotten;
  try {
    const type = request.headers.get('content-type') ?? '';
    await mkdir(/* turbopackIgnore: true */ folder, { recursive: true });
    const { options, items } = /^multipart\/form-data\s*;/i.test(type)
      ? await receiveFiles(request, { type, folder, room })
      : await receiveJson(request, { folder, room });
    const named = items.map((item) => ({ ...item, uri: uploadUri(options.collection, item.name) }));
    forgotten = createJob(store, id, options, named);
  } catch (thrown) {
    await rm(/* turbopackIgnore: true */ folder, { recursive: true, force: true });
    throw asDiskFull(thrown);
  } finally {
    room.giveBack();
  }
  jobs.wake();
  await removeForgotten(config, forgotten);
  return id;
}

async function receiveFiles(
  request: Request,
  { type, folder, room }: { type: string; folder: string; room: UploadRoom },
) {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_UPLOAD_BYTES) throw tooMuch();
  const fields = new URLSearchParams();
  const taken = new Set<string>();
  const streams: BusboyFileStream[] = [];
  const writing: Promise<Received>[] = [];
  let bytes = 0;
  const parser = parserOf(type);
  const stop = (error: Error) => void parser.destroy(error);
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut) stop(invalid(name.slice(0, 60), 'is too long'));
    else fields.append(name, value);
  });
  parser.on('file', (_field, stream, given) => {
    const name = distinctName(uploadName(given ?? ''), taken);
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_UPLOAD_BYTES) return stop(tooMuch());
      try {
        room.take(chunk.length);
      } catch (thrown) {
        stop(thrown as Error);
      }
    });
    streams.push(stream);
    const written = writeItem(stream, name, folder);
    // Looked at when all have come; until then a rejection must not count as unhandled.
    written.catch(stop);
    writing.push(written);
  });
  const tooMany = () =>
    stop(new RecollectError('upload_too_large', { what: `More than ${MOST_ITEMS} files` }));
  parser.on('filesLimit', tooMany);
  parser.on('fieldsLimit', () => stop(invalid('body', 'has too many fields')));
  try {
    if (request.body === null) throw invalid('body', 'is empty');
    await pipeline(Readable.fromWeb(request.body as ReadableStream<Uint8Array>), parser);
  } catch (thrown) {
    // A file in the middle of which it broke off would be waited for for ever.
    for (const stream of streams) stream.destroy();
    await Promise.allSettled(writing);
    const known = asDiskFull(thrown);
    if (known instanceof RecollectError) throw known;
    throw new RecollectError(
      'invalid_request',
      { reason: 'The body is no whole multipart/form-data' },
      { cause: thrown },
    );
  }
  const items = await Promise.all(writing);
  if (items.length === 0) throw invalid('file', 'at least one file must be sent');
  return { options: uploadOptionsOf(fields), items };
}

function parserOf(type: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': type } satisfies BusboyHeaders,
      limits: {
        files: MOST_ITEMS,
        fields: 100,
        fieldSize: 1000,
        fieldNameSize: 100,
        fileSize: MOST_DOCUMENT_BYTES,
      },
    });
  } catch (cause) {
    throw new RecollectError('invalid_request', { reason: 'The Content-Type has no boundary' }, { cause });
  }
}

/** Writes a file under a random name; what has no reader is passed over and becomes a failed item. */
async function writeItem(stream: BusboyFileStream, name: string, folder: string): Promise<Received> {
  const format = formatOf(name);
  if (format === undefined) {
    let size = 0;
    for await (const chunk of stream) size += (chunk as Buffer).length;
    const mediaType = 'application/octet-stream';
    return { name, format: null, mediaType, size, file: null, error: unknownFormat(name).reason };
  }
  const file = randomUUID();
  const target = createWriteStream(path.join(/* turbopackIgnore: true */ folder, file), { flags: 'wx' });
  await pipeline(stream, target);
  if (stream.truncated) {
    const what = `${name} has more than ${MOST_DOCUMENT_BYTES} bytes`;
    throw new RecollectError('upload_too_large', { what });
  }
  return { name, format, mediaType: MEDIA_TYPES[format], size: target.bytesWritten, file };
}

/** JSON documents become files of one row each. Without an id, the same text is the same document. */
async function receiveJson(request: Request, { folder, room }: { folder: string; room: UploadRoom }) {
  const { options, documents } = sentDocumentsOf(await readJson(request, MOST_JSON_BYTES));
  const taken = new Set<string>();
  const items: Received[] = [];
  for (const { id, ...row } of documents) {
    const name = id ?? createHash('sha256').update(row.text).digest('hex').slice(0, 16);
    if (taken.has(name)) throw invalid('documents', `has two documents with the id ${name}`);
    taken.add(name);
    const file = randomUUID();
    const line = JSON.stringify({ ...row, id: name });
    const size = Buffer.byteLength(line);
    room.take(size);
    await writeFile(path.join(/* turbopackIgnore: true */ folder, file), line);
    items.push({ name, format: 'jsonl', mediaType: MEDIA_TYPES.jsonl, size, file });
  }
  return { options, items };
}

function tooMuch(): RecollectError {
  return new RecollectError('upload_too_large', {
    what: `The files have more than ${MOST_UPLOAD_BYTES} bytes together`,
  });
}

function invalid(field: string, message: string): RecollectError {
  return new RecollectError(
    'invalid_request',
    { reason: `${field}: ${message}` },
    { fields: [{ field, message }] },
  );
}
