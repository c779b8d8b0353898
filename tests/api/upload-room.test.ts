import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { problemHeaders } from '@/lib/api/problem-headers';
import { receiveUpload } from '@/lib/api/receive-upload';
import { asDiskFull, MOST_WAITING_BYTES, takeRoom } from '@/lib/api/upload-room';
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
function refusal(bytes: number): RecollectError | null {
  try {
    takeRoom(target.store, bytes)();
    return null;
  } catch (thrown) {
    if (thrown instanceof RecollectError) return thrown;
    throw thrown;
  }
}

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

it('counts what is on its way, until it is here', () => {
  const giveBack = takeRoom(target.store, MOST_WAITING_BYTES - MB);
  expect(refusal(2 * MB)?.code).toBe('uploads_waiting');
  giveBack();
  expect(refusal(2 * MB)).toBeNull();
});

it('refuses an upload before anything of it is written, and gives back its room when it is refused later', async () => {
  const config = parseConfig({ RECOLLECT_DATA_DIR: target.folder });
  const parts = { config, store: target.store, jobs: { wake: () => undefined } as never };
  const upload = (body: unknown) =>
    receiveUpload(
      new Request('http://localhost/api/v1/documents', {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
      parts,
    );
  const documents = [{ text: 'Tides follow the moon.' }];
  for (let time = 0; time < 600; time += 1)
    await expect(upload({ documents: [] })).rejects.toMatchObject({ code: 'invalid_request' });
  await upload({ documents });
  wait('large', MOST_WAITING_BYTES);
  await expect(upload({ documents })).rejects.toMatchObject({ code: 'uploads_waiting' });
  expect(readdirSync(path.join(target.folder, 'uploads'))).toHaveLength(1);
});

it('does not blame the sender for a full disk', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(asDiskFull(full)).toMatchObject({ code: 'disk_full', status: 507 });
  const other = new Error('Unexpected end of multipart data');
  expect(asDiskFull(other)).toBe(other);
});
