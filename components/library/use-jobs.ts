'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, job as getJob, jobEvents, jobs as listJobs, type JobNews } from '@/lib/client/api-client';
import type { JobAnswer } from '@/lib/api/jobs';
import type { Job } from '@/lib/store/job-types';

/** Jobs looked through for those worth showing. */
const RECENT = 10;
/** Milliseconds before a stream that broke off is asked for again. */
const COME_BACK = 1_000;

/** Whether a job has not ended. */
export const isOpen = ({ state }: Pick<Job, 'state'>) => state === 'queued' || state === 'running';

/**
 * The jobs of this visit, those that have not ended, and those of the last ones of which something failed; each followed
 * by its events. The page is drawn anew when documents have become searchable.
 *
 * @returns the jobs, newest first, and what takes a new or changed one in
 */
export function useJobs(): { jobs: JobAnswer[]; take: (job: JobAnswer) => void } {
  const router = useRouter();
  const [jobs, setJobs] = useState<JobAnswer[]>([]);
  const followed = useRef(new Map<string, AbortController>());

  const put = useCallback((job: JobAnswer) => {
    setJobs((known) =>
      [job, ...known.filter(({ id }) => id !== job.id)].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)),
    );
  }, []);

  const follow = useCallback(
    async (id: string) => {
      if (followed.current.has(id)) return;
      const abort = new AbortController();
      followed.current.set(id, abort);
      let last = '';
      let open = true;
      while (open && !abort.signal.aborted) {
        try {
          for await (const news of jobEvents(id, last, abort.signal)) {
            last = news.id;
            setJobs((known) => known.map((job) => (job.id === id ? withNews(job, news) : job)));
          }
          const now = await getJob(id, abort.signal);
          put(now);
          open = isOpen(now);
        } catch (thrown) {
          if (abort.signal.aborted) return;
          // The server may be starting anew; a job that is gone is not asked for again.
          if (thrown instanceof ApiError && thrown.code === 'not_found') open = false;
          else await new Promise((resolve) => setTimeout(resolve, COME_BACK));
        }
      }
      followed.current.delete(id);
      router.refresh();
    },
    [put, router],
  );

  const take = useCallback(
    (job: JobAnswer) => {
      put(job);
      if (isOpen(job)) void follow(job.id);
    },
    [put, follow],
  );

  useEffect(() => {
    const abort = new AbortController();
    const streams = followed.current;
    const look = async () => {
      const { items: recent } = await listJobs({ limit: RECENT }, abort.signal);
      const shown = recent.filter((job) => isOpen(job) || job.counts.failed > 0);
      for (const { id } of shown) take(await getJob(id, abort.signal));
    };
    look().catch((thrown: unknown) => {
      // The page itself says when the server does not answer.
      if (!abort.signal.aborted) console.warn(thrown);
    });
    return () => {
      abort.abort();
      for (const stream of streams.values()) stream.abort();
      streams.clear();
    };
  }, [take]);

  return { jobs, take };
}

function withNews(job: JobAnswer, news: JobNews): JobAnswer {
  if (news.type === 'job') return { ...news.job, items: news.items };
  return { ...job, items: job.items.map((item) => (item.id === news.item.id ? news.item : item)) };
}
