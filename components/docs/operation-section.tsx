import { Fragment, type ReactNode } from 'react';
import type { ReferenceWords } from '@/components/messages/reference';
import { curlOf } from '@/lib/api/openapi/curl';
import { errorsByStatus } from '@/lib/api/openapi/errors-by-status';
import { fullPath, type Operation } from '@/lib/api/openapi/operation';
import type { Content, DescribedOperation } from '@/lib/api/openapi/types';
import type { ErrorCode } from '@/lib/error-table';
import { Described, ErrorLink } from './described';
import { Fields, Type, type Given } from './fields';
import { fieldsOf } from './schema-fields';

/** One thing the API can be asked: how, and what it answers. */
export function OperationSection({
  operation,
  described,
  server,
  words,
}: {
  operation: Operation;
  described: DescribedOperation;
  /** Address for examples, without a slash at the end. */
  server: string;
  words: ReferenceWords;
}) {
  const { operationId: id, parameters = [], requestBody, responses } = described;
  const { summary, description } = words.operation.named(operation);
  const errors = new Map(errorsByStatus(operation).map(([status, codes]) => [String(status), codes]));
  const places = { ...words.operation.places, query: '' };
  return (
    <article
      id={id}
      aria-labelledby={`${id}-name`}
      className="-mx-4 rounded-lg px-4 py-6 [contain-intrinsic-size:auto_60rem] [content-visibility:auto] target:bg-sunken"
    >
      <h3 id={`${id}-name`} className="font-serif text-xl font-semibold">
        {summary}
      </h3>
      <p className="mt-1 font-mono text-sm wrap-anywhere">
        <span className="font-semibold text-accent uppercase">{operation.method}</span> {fullPath(operation)}
      </p>
      {operation.scope !== 'nothing' && (
        <p className="mt-1 text-sm text-ink-soft">
          {words.operation.scope(<code className="font-mono">{operation.scope}</code>)}
        </p>
      )}
      {description && (
        <p className="mt-2 max-w-2xl text-ink-soft">
          <Described text={description} />
        </p>
      )}
      {parameters.length > 0 && (
        <Part heading={words.operation.parameters}>
          <Fields
            fields={parameters.map((part) => ({ ...part, place: places[part.in] }))}
            given="by-reader"
            words={words}
          />
        </Part>
      )}
      {requestBody && (
        <Part heading={words.operation.body}>
          <Bodies content={requestBody.content} given="by-reader" words={words} />
        </Part>
      )}
      <Part heading={words.operation.answers}>
        <dl className="divide-y divide-line border-y border-line text-sm">
          {Object.entries(responses).map(([status, answer]) => (
            <div key={status} className="grid gap-x-6 py-2 sm:grid-cols-[minmax(0,11rem)_minmax(0,1fr)]">
              <dt className="font-mono font-semibold">{status}</dt>
              <dd className="min-w-0">
                {/* That errors are problem details is said once, above them all. */}
                {errors.has(status) ? (
                  <Errors codes={errors.get(status) ?? []} words={words} />
                ) : (
                  <>
                    <p lang={words.descriptions}>
                      <Described text={answer.description} />
                    </p>
                    <Bodies content={answer.content ?? {}} given="by-server" words={words} />
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part heading={words.operation.example}>
        <pre
          tabIndex={0}
          className="overflow-x-auto rounded-lg bg-sunken px-4 py-3 font-mono text-sm whitespace-pre-wrap wrap-anywhere"
        >
          {curlOf(operation, server)}
        </pre>
      </Part>
    </article>
  );
}

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <div className="mt-4">
      <h4 className="mb-1.5 text-sm font-semibold text-ink-soft">{heading}</h4>
      {children}
    </div>
  );
}

function Errors({ codes, words }: { codes: readonly ErrorCode[]; words: ReferenceWords }) {
  return (
    <p>
      {codes.map((code) => (
        <Fragment key={code}>
          <ErrorLink code={code} />
          {words.operation.error(code)}
        </Fragment>
      ))}
    </p>
  );
}

interface BodiesProps {
  content: Content;
  given: Given;
  words: ReferenceWords;
}

/** What is sent or answered, by media type. */
function Bodies({ content, given, words }: BodiesProps) {
  return Object.entries(content).map(([type, { schema = {} }]) => {
    const fields = fieldsOf(schema);
    return (
      <div key={type} className={given === 'by-server' ? 'text-ink-soft' : 'mt-2 first:mt-0'}>
        <p className="text-sm">
          <code className="font-mono">{type}</code>
          {fields.length === 0 && (schema.$ref ?? schema.type) !== undefined && (
            <>
              {words.field.colon}
              <Type schema={schema} words={words.types} />
            </>
          )}
        </p>
        {fields.length > 0 && (
          <div className="mt-1.5 text-ink">
            <Fields fields={fields} given={given} words={words} />
          </div>
        )}
      </div>
    );
  });
}
