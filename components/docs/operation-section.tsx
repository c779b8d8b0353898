import type { ReactNode } from 'react';
import { curlOf } from '@/lib/api/openapi/curl';
import { fullPath, type Operation } from '@/lib/api/openapi/operation';
import type { Content, DescribedOperation } from '@/lib/api/openapi/types';
import { Described } from './described';
import { Fields, Type, type Given } from './fields';
import { fieldsOf } from './schema-fields';

const PLACES = { path: 'in the path', query: '', header: 'header' } as const;

/** One thing the API can be asked: how, and what it answers. */
export function OperationSection({
  operation,
  described,
  server,
}: {
  operation: Operation;
  described: DescribedOperation;
  /** Address for examples, without a slash at the end. */
  server: string;
}) {
  const { operationId: id, parameters = [], requestBody, responses } = described;
  return (
    <article
      id={id}
      aria-labelledby={`${id}-name`}
      className="-mx-4 scroll-mt-24 rounded-lg px-4 py-6 [contain-intrinsic-size:auto_60rem] [content-visibility:auto] target:bg-sunken"
    >
      <h3 id={`${id}-name`} className="font-serif text-xl font-semibold">
        {described.summary}
      </h3>
      <p className="mt-1 font-mono text-sm wrap-anywhere">
        <span className="font-semibold text-accent uppercase">{operation.method}</span> {fullPath(operation)}
      </p>
      {operation.scope !== 'nothing' && (
        <p className="mt-1 text-sm text-ink-soft">
          Where keys are asked for, the key needs the scope{' '}
          <code className="font-mono">{operation.scope}</code>.
        </p>
      )}
      {described.description && (
        <div className="mt-2 max-w-2xl text-ink-soft">
          <p>
            <Described text={described.description} />
          </p>
        </div>
      )}
      {parameters.length > 0 && (
        <Part heading="Parameters">
          <Fields
            fields={parameters.map((part) => ({ ...part, place: PLACES[part.in] }))}
            given="by-reader"
          />
        </Part>
      )}
      {requestBody && (
        <Part heading="Body">
          <Bodies content={requestBody.content} given="by-reader" />
        </Part>
      )}
      <Part heading="Answers">
        <dl className="divide-y divide-line border-y border-line text-sm">
          {Object.entries(responses).map(([status, { description, content }]) => (
            <div key={status} className="grid gap-x-6 py-2 sm:grid-cols-[minmax(0,11rem)_minmax(0,1fr)]">
              <dt className="font-mono font-semibold">{status}</dt>
              <dd className="min-w-0">
                <p>
                  <Described text={description} />
                </p>
                {/* That errors are problem details is said once, above them all. */}
                {content && !('application/problem+json' in content) && (
                  <Bodies content={content} given="by-server" />
                )}
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part heading="Example">
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

/** What is sent or answered, by media type. */
function Bodies({ content, given }: { content: Content; given: Given }) {
  return Object.entries(content).map(([type, { schema = {} }]) => {
    const fields = fieldsOf(schema);
    return (
      <div key={type} className={given === 'by-server' ? 'text-ink-soft' : 'mt-2 first:mt-0'}>
        <p className="text-sm">
          <code className="font-mono">{type}</code>
          {fields.length === 0 && (schema.$ref ?? schema.type) !== undefined && (
            <>
              {': '}
              <Type schema={schema} />
            </>
          )}
        </p>
        {fields.length > 0 && (
          <div className="mt-1.5 text-ink">
            <Fields fields={fields} given={given} />
          </div>
        )}
      </div>
    );
  });
}
