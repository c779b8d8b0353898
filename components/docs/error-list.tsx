import type { ReferenceWords } from '@/components/messages/reference';
import { ERROR_TABLE, type ErrorCode } from '@/lib/error-table';

/** Every row of the error table, each under the anchor that problem details point to. */
export function ErrorList({ words }: { words: ReferenceWords['errors'] }) {
  const codes = Object.keys(ERROR_TABLE) as ErrorCode[];
  return (
    <dl className="mt-8 max-w-3xl">
      {codes.map((code) => {
        const { title, detail } = words.explained(code);
        return (
          <div key={code} id={code} className="-mx-4 rounded-lg px-4 py-4 target:bg-sunken">
            <dt className="flex flex-wrap items-baseline gap-x-4">
              <code className="font-mono font-semibold">{code}</code>
              <span className="text-sm text-ink-soft">
                {words.statuses(ERROR_TABLE[code].status, ERROR_TABLE[code].exit)}
              </span>
            </dt>
            <dd className="mt-1">
              <p className="font-serif text-lg">{title}</p>
              <p className="mt-1 font-mono text-sm text-ink-soft">{detail}</p>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
