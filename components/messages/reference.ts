import type { ReactNode } from 'react';
import type { Operation } from '@/lib/api/openapi/operation';
import type { ErrorCode } from '@/lib/error-table';
import type { Locale } from './messages';
import { REFERENCE_EN } from './reference-en';
import type { TypeWords } from './reference-types';
import { REFERENCE_ZH } from './reference-zh';

/**
 * Every word of the reference: the API, its types, its errors. Apart from the words of the other pages, which browsers
 * load: these pages are made on the server.
 */
export interface ReferenceWords {
  /** Language of descriptions of fields and answers, where it is not that of the page. */
  descriptions: 'en' | undefined;
  /** Says so; null where there is nothing to say. */
  aboutDescriptions: string | null;
  api: {
    title: string;
    heading: string;
    contents: string;
    schemas: string;
    intro(links: Record<'problem' | 'code' | 'file', (text: string) => ReactNode>): ReactNode;
    groups: Record<Operation['tag'], string>;
  };
  operation: {
    /** What it is called, and what is worth knowing besides. */
    named(operation: Operation): Pick<Operation, 'summary' | 'description'>;
    scope(name: ReactNode): ReactNode;
    parameters: string;
    places: { path: string; header: string };
    body: string;
    answers: string;
    example: string;
    /** Of an error among the answers, after its code. */
    error(code: ErrorCode): string;
  };
  /** What is said of a field after its type, with the mark between them. */
  field: { required: string; mayBeMissing: string; unless(value: string): string; colon: string };
  types: TypeWords;
  schemas: {
    title: string;
    heading: string;
    intro(api: (text: string) => ReactNode): ReactNode;
    oneOf: string;
  };
  errors: {
    title: string;
    heading: string;
    intro: string;
    statuses(http: number, exit: number): string;
    explained(code: ErrorCode): { title: string; detail: string };
  };
}

const WORDS: Record<Locale, ReferenceWords> = { en: REFERENCE_EN, zh: REFERENCE_ZH };

export function referenceWords(locale: Locale): ReferenceWords {
  return WORDS[locale];
}
