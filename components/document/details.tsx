import { dateName, formatName, languageName, sizeName } from '@/components/format-names';
import type { Messages } from '@/components/messages/messages';
import type { DocumentRow } from '@/lib/store/types';

/** What is known of a document besides its text. */
export function Details({
  document,
  passages,
  size,
  messages,
}: {
  document: DocumentRow;
  passages: number;
  /** Bytes of its source. */
  size: number;
  messages: Messages;
}) {
  const { locale, document: words } = messages;
  const facts: [string, string][] = [
    [words.collection, document.collection],
    [words.format, formatName(document.mediaType)],
    ...(document.language === 'und'
      ? []
      : [[words.language, languageName(document.language, locale)] satisfies [string, string]]),
    ...(document.date === null
      ? []
      : [[words.date, dateName(document.date, locale)] satisfies [string, string]]),
    ...(document.tags.length === 0
      ? []
      : [[words.tags, document.tags.join(', ')] satisfies [string, string]]),
    [words.size, sizeName(size, locale)],
    [words.passages, String(passages)],
    [words.source, document.uri],
  ];
  return (
    <section aria-labelledby="details-heading">
      <h2 id="details-heading" className="mb-2 text-[0.8125rem] font-semibold text-ink">
        {words.details}
      </h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm leading-snug">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd dir="auto" className="text-ink-soft">
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
