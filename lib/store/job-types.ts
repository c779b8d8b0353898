import type { Reason } from '@/lib/errors';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** What the sender says of all documents of a job. */
export interface JobOptions {
  collection: string;
  tags: string[];
  /** ISO 639-1. */
  language?: string | undefined;
}

export interface JobItem {
  id: number;
  /** The sender's name for it, cleaned. */
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  state: JobState;
  error: Reason | null;
  /** The document made of it; null until there is one, and for files of many rows. */
  documentId: string | null;
  /** Whether its bytes are still kept, so that it can be tried again. */
  retryable: boolean;
}

/** What the ingest needs of an item besides. */
export interface StoredItem extends JobItem {
  uri: string;
  /** Name of a reader; null when there is none. */
  format: string | null;
  /** Name of its file in the folder of the job; null when its bytes are not kept. */
  file: string | null;
}

export type JobCounts = Record<JobState, number>;

export interface Job {
  id: string;
  state: JobState;
  options: JobOptions;
  /** Items by state. */
  counts: JobCounts;
  /** Why the job as a whole failed. */
  error: Reason | null;
  /** ISO 8601. */
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface JobEvent {
  /** Grows over all jobs. */
  id: number;
  event: string;
  data: unknown;
}

export interface NewItem {
  name: string;
  uri: string;
  format: string | null;
  mediaType: string;
  size: number;
  file: string | null;
  /** An item that failed before the job began. */
  error?: Reason;
}
