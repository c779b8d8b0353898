import { Fragment } from 'react';
import { TYPES_EN } from '@/components/messages/reference-types-en';
import type { JsonSchema } from '@/lib/api/openapi/schemas';
import { Described } from './described';
import { innerFields, type Field } from './schema-fields';
import { typeOf } from './schema-type';

/** Whether the reader sends the fields or gets them: what goes without saying differs. */
export type Given = 'by-reader' | 'by-server';

/** Fields of a request or an answer, each with its type and what it means. */
export function Fields({ fields, given }: { fields: readonly Field[]; given: Given }) {
  return (
    <dl className="@container divide-y divide-line border-y border-line text-sm">
      {fields.map((field) => (
        <div
          key={field.name}
          className="grid gap-x-6 gap-y-0.5 py-2 @md:grid-cols-[minmax(0,11rem)_minmax(0,1fr)]"
        >
          <dt className="min-w-0">
            <code className="font-mono font-semibold wrap-anywhere">{field.name}</code>
            {field.place && <span className="text-ink-faint"> {field.place}</span>}
          </dt>
          <dd className="min-w-0">
            <span className="text-ink-soft">
              <Type schema={field.schema} />
              {given === 'by-reader' && field.required && ', required'}
              {given === 'by-server' && !field.required && ', may be missing'}
              {field.schema.default !== undefined &&
                `, ${JSON.stringify(field.schema.default)} unless said otherwise`}
            </span>
            {field.description && (
              <p className="mt-0.5">
                <Described text={field.description} />
              </p>
            )}
            <Inner schema={field.schema} given={given} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A type in a line; names of schemas lead to them. */
export function Type({ schema }: { schema: JsonSchema }) {
  return (
    <>
      {typeOf(schema, TYPES_EN).map((part, index) => (
        <Fragment key={index}>
          {'text' in part ? (
            part.text
          ) : (
            <a
              href={`/docs/schemas#schema-${part.schema}`}
              className="rounded-sm text-accent underline underline-offset-2"
            >
              {part.schema}
            </a>
          )}
        </Fragment>
      ))}
    </>
  );
}

/** Fields of an object that has no name of its own. */
function Inner({ schema, given }: { schema: JsonSchema; given: Given }) {
  const fields = innerFields(schema);
  if (fields.length === 0) return null;
  return (
    <div className="mt-2 mb-1 border-l-2 border-line pl-4">
      <Fields fields={fields} given={given} />
    </div>
  );
}
