import type { z } from 'zod';
import type { deletionAnswerSchema } from '@/lib/api/document-answers';
import type { deletionSchema, documentsSchema } from '@/lib/api/document-requests';
import type { jobPageSchema } from '@/lib/api/job-answers';
import type { JobAnswer } from '@/lib/api/jobs';
import type { jobsSchema, sentDocumentsSchema } from '@/lib/api/upload-request';
import type { Problem } from '@/lib/errors';
import type { DocumentDetail, DocumentPage } from '@/lib/store/documents';
import type { Job, JobItem } from '@/lib/store/job-types';
import { ApiError } from './api-error';
import { queryOf, type Connection } from './connection';

export type DocumentsParameters = z.input<typeof documentsSchema>;
export type DeletionParameters = z.input<typeof deletionSchema>;
export type JobsParameters = z.input<typeof jobsSchema>;
export type SentDocuments = z.input<typeof sentDocumentsSchema>;

/** Something a job tells; `id` is for asking what came after. */
export type JobNews = { id: string } & (
  { type: 'job'; job: Job; items: JobItem[] } | { type: 'item'; item: JobItem }
);

/** Documents, and the jobs that read what was sent. */
export function documentCalls({ get, send, events }: Connection) {
  return {
    /** GET /api/v1/documents: a page of them. */
    documents: (parameters: DocumentsParameters = {}, signal?: AbortSignal) =>
      get<DocumentPage>('documents', parameters, { signal }),

    /** GET /api/v1/documents/{id}: with text, structure and passages. */
    document: (id: string, signal?: AbortSignal) =>
      get<DocumentDetail>(`documents/${encodeURIComponent(id)}`, {}, { signal }),

    /** DELETE /api/v1/documents/{id} */
    deleteDocument: (id: string) => send<void>('DELETE', `documents/${encodeURIComponent(id)}`),

    /** DELETE /api/v1/documents: all that match; with `dryRun` they are only counted. */
    deleteDocuments: (parameters: DeletionParameters) =>
      send<z.infer<typeof deletionAnswerSchema>>('DELETE', `documents${queryOf(parameters)}`),

    /** POST /api/v1/documents: files. Answers once they are here; the job makes them searchable. */
    upload: (form: FormData) => send<JobAnswer>('POST', 'documents', form),

    /** POST /api/v1/documents: texts. As upload. */
    addDocuments: (documents: SentDocuments) => send<JobAnswer>('POST', 'documents', documents),

    /** GET /api/v1/jobs: a page of them, the newest first. */
    jobs: (parameters: JobsParameters = {}, signal?: AbortSignal) =>
      get<z.infer<typeof jobPageSchema>>('jobs', parameters, { signal }),

    /** GET /api/v1/jobs/{id} */
    job: (id: string, signal?: AbortSignal) =>
      get<JobAnswer>(`jobs/${encodeURIComponent(id)}`, {}, { signal }),

    /** DELETE /api/v1/jobs/{id}: cancels it. */
    cancelJob: (id: string) => send<JobAnswer>('DELETE', `jobs/${encodeURIComponent(id)}`),

    /** POST /api/v1/jobs/{id}/retry: what failed, once more. */
    retryJob: (id: string) => send<JobAnswer>('POST', `jobs/${encodeURIComponent(id)}/retry`),

    /**
     * GET /api/v1/jobs/{id}/events: what a job tells until it has ended.
     *
     * @param after id of the last news known; empty for none
     */
    async *jobEvents(id: string, after = '', signal?: AbortSignal): AsyncGenerator<JobNews> {
      const headers: Record<string, string> = after === '' ? {} : { 'last-event-id': after };
      const path = `jobs/${encodeURIComponent(id)}/events`;
      for await (const { event, data, id: eventId } of events(path, {}, { headers, signal })) {
        if (event === 'error') {
          const { code, detail, details } = JSON.parse(data) as Problem;
          throw new ApiError(code, detail, 500, details);
        }
        const content: unknown = JSON.parse(data);
        if (event === 'item') yield { type: 'item', item: content as JobItem, id: eventId };
        else yield { type: 'job', ...(content as { job: Job; items: JobItem[] }), id: eventId };
      }
    },
  };
}
