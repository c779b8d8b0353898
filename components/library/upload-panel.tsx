'use client';

import { useId, useRef, useState, type DragEvent } from 'react';
import { reasonIn } from '@/components/messages/reasons';
import { useMessages } from '@/components/messages/use-messages';
import { reasonOf, upload } from '@/lib/client/api-client';
import type { Reason } from '@/lib/errors';
import { UploadJob } from './upload-job';
import { useJobs } from './use-jobs';

/** What the file dialog offers; the server decides. */
const ACCEPTED = '.md,.markdown,.txt,.text,.html,.htm,.xhtml,.pdf,.docx,.csv,.tsv,.jsonl,.ndjson';

/** Takes files by drop or dialog and shows what becomes of them. */
export function UploadPanel({ collections }: { collections: string[] }) {
  const messages = useMessages();
  const { upload: words } = messages;
  const { jobs, take } = useJobs();
  const picker = useRef<HTMLInputElement>(null);
  const [heading, known] = [useId(), useId()];
  const [collection, setCollection] = useState('');
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState(0);
  const [failure, setFailure] = useState<Reason | null>(null);

  const send = async (files: File[]) => {
    if (files.length === 0) return;
    const form = new FormData();
    if (collection.trim() !== '') form.append('collection', collection.trim());
    for (const file of files) form.append('file', file, file.name);
    setFailure(null);
    setSending((count) => count + files.length);
    try {
      take(await upload(form));
    } catch (thrown) {
      setFailure(reasonOf(thrown));
    } finally {
      setSending((count) => count - files.length);
    }
  };

  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };

  return (
    <section aria-labelledby={heading} className="mt-7">
      <h2 id={heading} className="font-serif text-xl font-semibold">
        {words.heading}
      </h2>
      <div
        onDragEnter={drag(true)}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          void send([...event.dataTransfer.files]);
        }}
        className={`mt-3 flex flex-wrap items-center justify-between gap-x-8 gap-y-4 rounded-xl border border-dashed px-5 py-5 ${over ? 'border-accent bg-sunken' : 'border-line-strong'}`}
      >
        <div>
          <p className="text-ink">
            {words.drop}{' '}
            <button
              type="button"
              onClick={() => picker.current?.click()}
              className="text-accent underline underline-offset-4"
            >
              {words.choose}
            </button>
          </p>
          <p className="mt-1 text-[0.8125rem] text-ink-faint">{words.formats}</p>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            accept={ACCEPTED}
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              // The same file can be chosen again only when the field has forgotten it.
              event.target.value = '';
              void send(files);
            }}
          />
        </div>
        <label className="text-[0.8125rem] text-ink-faint">
          {words.collection}
          <input
            value={collection}
            onChange={(event) => setCollection(event.target.value)}
            list={known}
            maxLength={100}
            placeholder="default"
            className="mt-1 block w-48 rounded-lg border border-line-strong bg-surface px-2.5 py-1.5 text-sm text-ink placeholder:text-ink-faint"
          />
          <datalist id={known}>
            {collections.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </label>
      </div>
      <p role="status" className="mt-2 text-sm text-accent empty:hidden">
        {sending > 0 && words.sending(sending)}
      </p>
      {failure !== null && (
        <p role="alert" className="mt-2 rounded-md bg-danger-soft px-3 py-2 text-sm text-danger">
          {words.notSent} {reasonIn(messages, failure)}
        </p>
      )}
      {jobs.length > 0 && (
        <ul aria-label={words.jobsLabel} className="mt-3 space-y-3">
          {jobs.map((job) => (
            <UploadJob key={job.id} job={job} onChange={take} />
          ))}
        </ul>
      )}
    </section>
  );
}
