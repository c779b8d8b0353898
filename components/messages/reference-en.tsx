import { ERROR_TABLE } from '@/lib/error-table';
import type { ReferenceWords } from './reference';
import { TYPES_EN } from './reference-types-en';

/** The words of the reference, in English; summaries and descriptions are those of the OpenAPI document. */
export const REFERENCE_EN: ReferenceWords = {
  descriptions: undefined,
  aboutDescriptions: null,
  api: {
    title: 'API · Recollect',
    heading: 'The API',
    contents: 'Reference',
    schemas: 'Schemas',
    intro: ({ problem, code, file }) => (
      <>
        Everything is JSON in UTF-8, summaries and jobs are server-sent events. Errors are problem details
        (RFC 9457, {problem('Problem')}) with a {code('code')}. The same description for programs:{' '}
        {file('openapi.json')}.
      </>
    ),
    groups: { Search: 'Search', Map: 'Map', Documents: 'Documents', Jobs: 'Jobs', Server: 'Server' },
  },
  operation: {
    named: (operation) => operation,
    scope: (name) => <>Where keys are asked for, the key needs the scope {name}.</>,
    parameters: 'Parameters',
    places: { path: 'in the path', header: 'header' },
    body: 'Body',
    answers: 'Answers',
    example: 'Example',
    error: (code) => `: ${ERROR_TABLE[code].title}. `,
  },
  field: {
    required: ', required',
    mayBeMissing: ', may be missing',
    unless: (value) => `, ${value} unless said otherwise`,
    colon: ': ',
  },
  types: TYPES_EN,
  schemas: {
    title: 'Schemas · Recollect',
    heading: 'Schemas',
    intro: (api) => <>Types that {api('the API')} is sent and answers.</>,
    oneOf: 'One of these:',
  },
  errors: {
    title: 'Errors · Recollect',
    heading: 'Errors',
    intro:
      'Answers of the API and messages of the commands carry these codes. Words in braces are filled in with what happened.',
    statuses: (http, exit) => `HTTP ${http} · exit status ${exit}`,
    explained: (code) => ERROR_TABLE[code],
  },
};
