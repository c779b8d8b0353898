import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { problemHeaders } from '@/lib/api/problem-headers';
import { receiveUpload } from '@/lib/api/receive-upload';
import { asDiskFull, MOST_WAITING_BYTES, openUploadRoom, type UploadRoom } from '@/lib/api/upload-room';
import { parseConfig } from '@/lib/config';
import { RecollectError } from '@/lib/errors';
import { beginJob, createJob } from '@/lib/store/jobs';
import { identityOf, temporaryStore, type TemporaryStore } from '../store/open-temporary';

const MB = 1024 * 1024;
let target: TemporaryStore;
beforeEach(async () => {
  target = await temporaryStore(identityOf(8));
});
afterEach(() => target.remove());

/** Records an upload of a size that nobody would write for a test. */
function wait(id: string, size: number): void {
  const item = {
    name: 'a.md',
    uri: `upload:${id}`,
    format: 'markdown',
    mediaType: 'text/markdown',
    size,
  } as const;
  createJob(target.store, id, { collection: 'shelf', tags: [] }, [{ ...item, file: id }]);
}
/** What is said to an upload that brings so much. */
function refusal(bytes: number): RecollectError | null {
  let room: UploadRoom | undefined;
  try {
    room = openUploadRoom(target.store);
    room.take(bytes);
    return null;
  } catch (thrown) {
    if (thrown instanceof RecollectError) return thrown;
    throw thrown;
  } finally {
    room?.giveBack();
  }
}
const request = (body: unknown, headers: Record<string, string> = {}) =>
  new Request('http://localhost/api/v1/documents', {
    method: 'POST',
    body: body instanceof FormData ? body : JSON.stringify(body),
    headers: body instanceof FormData ? headers : { 'content-type': 'application/json', ...headers },
  });
const upload = (sent: Request) =>
  receiveUpload(sent, {
    config: parseConfig({ RECOLLECT_DATA_DIR: target.folder }),
    store: target.store,
    jobs: { wake: () => undefined } as never,
  });
const kept = () => {
  const uploads = path.join(target.folder, 'uploads');
  return existsSync(uploads) ? readdirSync(uploads) : [];
};
const documents = [{ text: 'Tides follow the moon.' }];

it('takes uploads while what waits to be read fits, and says when to come back when it does not', () => {
  wait('first', MOST_WAITING_BYTES - 10 * MB);
  expect(refusal(10 * MB)).toBeNull();
  const refused = refusal(10 * MB + 1);
  expect(refused).toMatchObject({
    code: 'uploads_waiting',
    status: 503,
    details: { waiting: 4086, max: 4096 },
  });
  if (refused) expect(problemHeaders(refused)).toEqual({ 'retry-after': '30' });
  // Being read is waiting; what has been read is not.
  beginJob(target.store, 'first');
  expect(refusal(10 * MB + 1)?.code).toBe('uploads_waiting');
  target.store.db.exec("UPDATE job_items SET state = 'done'");
  expect(refusal(MOST_WAITING_BYTES)).toBeNull();
});

it('counts what has come of other uploads, until they are here', () => {
  const other = openUploadRoom(target.store);
  other.take(MOST_WAITING_BYTES - MB);
  expect(refusal(2 * MB)?.code).toBe('uploads_waiting');
  other.giveBack();
  expect(refusal(2 * MB)).toBeNull();
});

it('looks again at what waits while an upload comes', () => {
  const room = openUploadRoom(target.store);
  room.take(MB);
  wait('meanwhile', MOST_WAITING_BYTES - 20 * MB);
  expect(() => {
    for (let taken = 0; taken < 30; taken += 1) room.take(MB);
  }).toThrow(/still to be read/);
  room.giveBack();
});

it('keeps nobody out for what a request says that it will bring', async () => {
  const silent = Array.from({ length: 10 }, () => openUploadRoom(target.store));
  const says = request({ documents }, { 'content-length': String(500 * MB) });
  await expect(upload(says)).rejects.toMatchObject({ code: 'body_too_large' });
  await upload(request({ documents }));
  for (const room of silent) room.giveBack();
  expect(kept()).toHaveLength(1);
});

it('refuses files and texts for which there is no room, and keeps nothing of them', async () => {
  wait('large', MOST_WAITING_BYTES - 10);
  const form = new FormData();
  form.append('file', new Blob(['Tides follow the moon, and the moon follows the earth.']), 'tides.md');
  await expect(upload(request(form))).rejects.toMatchObject({ code: 'uploads_waiting' });
  await expect(upload(request({ documents }))).rejects.toMatchObject({ code: 'uploads_waiting' });
  expect(kept()).toEqual([]);
});

it('does not blame the sender for a full disk', async () => {
  const pages = target.store.db.pragma('page_count', { simple: true }) as number;
  target.store.db.pragma(`max_page_count = ${pages}`);
  const many = { documents: Array.from({ length: 200 }, (_, at) => ({ id: `${at}`, text: 'Tides.' })) };
  await expect(upload(request(many))).rejects.toMatchObject({ code: 'disk_full', status: 507 });
  expect(kept()).toEqual([]);
});

it.each(['ENOSPC', 'EDQUOT'])('knows a full disk by %s', (code) => {
  expect(asDiskFull(Object.assign(new Error('write'), { code }))).toMatchObject({ code: 'disk_full' });
});
