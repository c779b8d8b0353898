import type { FindingRow } from '@/lib/examination/finding-table';
import type { NamedFinding } from '@/lib/examination/types';

/** What a finding says in the language of the page; null where it cannot be said in it. */
export type FindingTranslation = (finding: NamedFinding) => FindingRow | null;

/** Words about the examination of the installation, on the status page. */
export const EXAMINATION_EN = {
  heading: 'Examination',
  what: 'Looks at Node.js, the packages, every file of the models, the database, the index and the disk, and says how to mend what it finds. It changes nothing, and searches are answered meanwhile. The same in a terminal:',
  start: 'Examine now',
  running: 'Examining…',
  none: 'Nothing has been examined since the server started.',
  well: 'All is well.',
  toMend: (count: number) => `${count} to mend`,
  toKnow: (count: number) => `${count} to know of`,
  when: (moment: string, seconds: string) => `Examined on ${moment}, in ${seconds} s.`,
  groups: { failed: 'To mend', warning: 'To know of' },
  inOrder: (count: number) => `In order (${count})`,
  mend: 'What to do:',
  /** Loads the words of findings, the same promise every time; null where findings come in them. */
  findings: null as (() => Promise<FindingTranslation>) | null,
  /** By the names that the checks give themselves. */
  checks: {
    'Native modules': 'Native packages',
    'Embedding model': 'Model that reads',
    'Generation model': 'Model that retells',
    Disk: 'Disk',
    Database: 'Database',
    Contents: 'Contents',
    Vectors: 'Vectors',
    'Index snapshot': 'Snapshot of the index',
    Languages: 'Languages',
  },
};
