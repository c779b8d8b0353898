import type { z } from 'zod';
import type { healthQuerySchema } from '@/lib/api/document-requests';
import type { Health } from '@/lib/api/health';
import type { Session } from '@/lib/api/session';
import type { Stats } from '@/lib/api/stats';
import type { ExaminationState } from '@/lib/examination/types';
import type { Connection } from './connection';

export type HealthParameters = z.input<typeof healthQuerySchema>;

/** The server itself. */
export function serverCalls({ get, send }: Connection) {
  return {
    /** GET /api/v1/health; a server that is not ready is an answer too, whose `problem` says why. */
    health: (parameters: HealthParameters = {}, signal?: AbortSignal) =>
      get<Health>('health', parameters, { signal, accept: 503 }),

    /** GET /api/v1/stats */
    stats: (signal?: AbortSignal) => get<Stats>('stats', {}, { signal }),

    /** GET /api/v1/examination: what the doctor found last. */
    examination: (signal?: AbortSignal) => get<ExaminationState>('examination', {}, { signal }),

    /** POST /api/v1/examination: starts the doctor, unless it is at work. */
    examine: () => send<ExaminationState>('POST', 'examination'),

    /** GET /api/v1/session: what whoever asks may do. */
    session: (signal?: AbortSignal) => get<Session>('session', {}, { signal }),

    /** POST /api/v1/session: from here on a browser sends this key with every request. */
    signIn: (key: string) => send<void>('POST', 'session', { key }),

    /** DELETE /api/v1/session: the browser forgets its key. */
    signOut: () => send<void>('DELETE', 'session'),
  };
}
