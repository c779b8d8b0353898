import { Fragment } from 'react';
import type { ReferenceWords } from '@/components/messages/reference';
import type { TypeWords } from '@/components/messages/reference-types';
import type { JsonSchema } from '@/lib/api/openapi/schemas';
import { Described } from './described';
import { innerFields, type Field } from './schema-fields';
import { typeOf } from './schema-type';
import { TextLink } from './text-link';

/** Whether the reader sends the fields or gets them: what goes without saying differs. */
export type Given = 'by-reader' | 'by-server';

interface FieldsProps {
  fields: readonly Field[];
  given: Given;
  words: ReferenceWords;
}

/** Fields of a request or an answer, each with its type and what it means. */
export function Fields({ fields, given, words }: FieldsProps) {
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
              <Type schema={field.schema} words={words.types} />
              {given === 'by-reader' && field.required && words.field.required}
              {given === 'by-server' && !field.required && words.field.mayBeMissing}
              {field.schema.default !== undefined && words.field.unless(JSON.stringify(field.schema.default))}
            </span>
            {field.description && (
              <p lang={words.descriptions} className="mt-0.5">
                <Described text={field.description} />
              </p>
            )}
            <Inner schema={field.schema} given={given} words={words} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A type in a line; names of schemas lead to them. */
export function Type({ schema, words }: { schema: JsonSchema; words: TypeWords }) {
  return (
    <>
      {typeOf(schema, words).map((part, index) => (
        <Fragment key={index}>
          {'text' in part ? (
            part.text
          ) : (
            <TextLink href={`/docs/schemas#schema-${part.schema}`}>{part.schema}</TextLink>
          )}
        </Fragment>
      ))}
    </>
  );
}

/** Fields of an object that has no name of its own. */
function Inner({ schema, ...rest }: { schema: JsonSchema } & Omit<FieldsProps, 'fields'>) {
  const fields = innerFields(schema);
  if (fields.length === 0) return null;
  return (
    <div className="mt-2 mb-1 border-l-2 border-line pl-4">
      <Fields fields={fields} {...rest} />
    </div>
  );
}
