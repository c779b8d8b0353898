import { z } from 'zod';
import type { ErrorCode, ErrorDetails, Reason } from '@/lib/errors';
import type { FindingKind } from './finding-table';

/** What a check found: all is well, something to know, or something to mend. */
export interface Finding {
  state: 'ok' | 'warning' | 'failed';
  /** One sentence for people. */
  says: string;
  /** The file or folder it is about, absolute. */
  path?: string;
  /** A command, or what to do. */
  mend?: string;
  /** Row of the table of findings; absent where a check ended with an error. */
  kind?: FindingKind;
  /** What the sentences name, by placeholder of the row: that of `kind`, or else that of `code`. */
  details?: ErrorDetails;
  /** Row of the error table, which gives the exit status. Failures have one. */
  code?: ErrorCode;
}

export interface NamedFinding extends Finding {
  /** Name of the check, as `Disk`. */
  check: string;
}

export const findingSchema = z
  .strictObject({
    check: z.string().describe('What was looked at, such as `Disk`.'),
    state: z
      .enum(['ok', 'warning', 'failed'])
      .describe('All is well, something to know, or something to mend.'),
    says: z.string().describe('One sentence.'),
    path: z.string().optional().describe('The file or folder it is about, absolute.'),
    mend: z.string().optional().describe('A command, or what to do.'),
    kind: z
      .string()
      .optional()
      .describe('What kind of finding it is; missing where a check ended with an error.'),
    details: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .optional()
      .describe('What the sentences name.'),
    code: z.string().optional().describe('A code of the table of errors; failures have one.'),
  })
  .meta({ id: 'Finding', description: 'What a check found.' }) as z.ZodType<NamedFinding>;

/** What of the output of `npm run doctor -- --json` is needed. */
export const doctorReportSchema = z.object({ findings: z.array(findingSchema).min(1) });

/** An examination that has ended. */
export interface Examination {
  /** ISO 8601. */
  startedAt: string;
  finishedAt: string;
  /** In the order of the checks; none when the examination did not come to its end. */
  findings: NamedFinding[];
  /** Why it did not come to its end. */
  error: Reason | null;
}

export interface ExaminationState {
  /** When the one at work began, ISO 8601; null when none is. */
  runningSince: string | null;
  /** The last one that has ended since the server started. */
  last: Examination | null;
}
