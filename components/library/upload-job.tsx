'use client';

import Link from 'next/link';
import { useState } from 'react';
import { sizeName } from '@/components/format-names';
import { reasonIn } from '@/components/messages/reasons';
import { useMessages } from '@/components/messages/use-messages';
import type { JobAnswer } from '@/lib/api/jobs';
import { cancelJob, reasonOf, retryJob } from '@/lib/client/api-client';
import type { Reason } from '@/lib/errors';
import type { JobItem } from '@/lib/store/job-types';
import { isOpen } from './use-jobs';

/** One upload: how far it is, each file with what became of it, and what can be done about it. */
export function UploadJob({ job, onChange }: { job: JobAnswer; onChange: (job: JobAnswer) => void }) {
  const messages = useMessages();
  const { upload: words } = messages;
  const [failure, setFailure] = useState<Reason | null>(null);
  const reason = failure ?? job.error;
  const open = isOpen(job);
  const failed = job.items.filter(({ state }) => state === 'failed').length;
  const retryable = job.items.filter((item) => item.retryable).length;
  const ended = job.items.filter((item) => !isOpen(item)).length;

  const change = async (how: (id: string) => Promise<JobAnswer>) => {
    setFailure(null);
    try {
      onChange(await how(job.id));
    } catch (thrown) {
      setFailure(reasonOf(thrown));
    }
  };
  const button = 'shrink-0 rounded-lg border border-line-strong px-3 py-1 hover:bg-sunken';

  return (
    <li className="rounded-xl border border-line bg-surface px-5 py-4 text-sm">
      <div className="flex items-center justify-between gap-4">
        <p role="status" className="text-ink-soft">
          {words.jobStates[job.state]}
          <span className="text-ink-faint tabular-nums"> · {words.progress(ended, job.items.length)}</span>
          {failed > 0 && (
            <span className="whitespace-nowrap text-danger tabular-nums"> · {words.failures(failed)}</span>
          )}
        </p>
        {open && (
          <button type="button" onClick={() => void change(cancelJob)} className={button}>
            {words.cancel}
          </button>
        )}
        {!open && retryable > 0 && (
          <button type="button" onClick={() => void change(retryJob)} className={button}>
            {words.retry(retryable)}
          </button>
        )}
      </div>
      {reason !== null && (
        <p role="alert" className="mt-2 text-danger">
          {reasonIn(messages, reason)}
        </p>
      )}
      <ul className="mt-2 max-h-80 overflow-y-auto">
        {job.items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
    </li>
  );
}

const COLOURS = {
  queued: 'text-ink-faint',
  running: 'text-accent',
  done: 'text-ink-soft',
  failed: 'text-danger',
  cancelled: 'text-ink-faint',
} as const;

function Item({ item }: { item: JobItem }) {
  const messages = useMessages();
  const { upload: words, locale } = messages;
  const { name, state, error, documentId, size } = item;
  return (
    <li className="border-t border-line py-2">
      <div className="flex items-baseline justify-between gap-4">
        <span dir="auto" className="min-w-0 wrap-anywhere">
          {state === 'done' && documentId !== null ? (
            <Link
              href={`/documents/${documentId}`}
              prefetch={false}
              className="hover:text-accent hover:underline"
            >
              {name}
            </Link>
          ) : (
            name
          )}
        </span>
        <span className="shrink-0 text-[0.8125rem] tabular-nums">
          <span className="text-ink-faint">{sizeName(size, locale)} · </span>
          <span className={COLOURS[state]}>{words.itemStates[state]}</span>
        </span>
      </div>
      {error !== null && (
        <p className="mt-0.5 text-[0.8125rem] leading-relaxed break-words text-danger">
          {state === 'done' && `${words.partly} `}
          {reasonIn(messages, error)}
        </p>
      )}
    </li>
  );
}
