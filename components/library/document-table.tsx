import Link from 'next/link';
import { dateName, formatName, languageName, sizeName } from '@/components/format-names';
import type { Messages } from '@/components/messages/messages';
import { IsolatedList } from '@/components/text/isolated-list';
import type { DocumentListItem } from '@/lib/store/documents';
import { Attempt } from './attempt';
import { DeleteDocument } from './delete-document';

/** Documents as rows; on a phone each is a block, with its numbers in one line. */
export function DocumentTable({
  items,
  mayDelete,
  messages,
}: {
  items: DocumentListItem[];
  mayDelete: boolean;
  messages: Messages;
}) {
  const { library } = messages;
  const wide = 'hidden py-2 pr-4 font-normal whitespace-nowrap sm:table-cell';
  return (
    <table aria-label={library.listLabel} className="w-full border-collapse text-left text-sm tabular-nums">
      <thead className="border-b border-line-strong text-[0.8125rem] text-ink-faint">
        <tr>
          <th className="w-full py-2 pr-4 font-normal">{library.columns.title}</th>
          <th className={wide}>{library.columns.format}</th>
          <th className={`${wide} text-right`}>{library.columns.passages}</th>
          <th className={`${wide} text-right`}>{library.columns.size}</th>
          <th className={`${wide} text-right`}>{library.columns.updated}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} mayDelete={mayDelete} messages={messages} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  item,
  mayDelete,
  messages,
}: {
  item: DocumentListItem;
  mayDelete: boolean;
  messages: Messages;
}) {
  const { library, locale, document: words } = messages;
  const title = item.title || words.untitled;
  const size = sizeName(item.size, locale);
  const read = dateName(item.updatedAt, locale);
  const facts = [formatName(item.mediaType), library.passages(item.passages), size, read];
  const place = [
    item.collection === 'default' ? null : item.collection,
    item.language === 'und' ? null : languageName(item.language, locale),
    ...item.tags.slice(0, 4).map((tag) => `#${tag}`),
  ].filter((fact) => fact !== null);
  const wide = 'hidden py-3 pr-4 whitespace-nowrap text-ink-soft sm:table-cell';
  return (
    <tr className="border-b border-line align-baseline">
      <th scope="row" className="max-w-0 py-3 pr-4 font-normal">
        <Link
          href={`/documents/${encodeURIComponent(item.id)}`}
          prefetch={false}
          dir="auto"
          className="font-serif text-[1.0625rem] leading-snug font-semibold text-ink hover:text-accent hover:underline"
        >
          {title}
        </Link>
        <p title={item.uri} className="mt-0.5 truncate text-[0.8125rem] text-ink-faint">
          <IsolatedList parts={[...place, item.uri]} />
        </p>
        <p className="mt-0.5 text-[0.8125rem] text-ink-faint sm:hidden">
          <IsolatedList parts={facts} className="whitespace-nowrap" />
        </p>
        <Attempt document={item} messages={messages} />
      </th>
      <td className={wide}>{formatName(item.mediaType)}</td>
      <td className={`${wide} text-right`}>{item.passages}</td>
      <td className={`${wide} text-right`}>{size}</td>
      <td className={`${wide} text-right`}>{read}</td>
      <td className="py-1.5 text-right">
        {mayDelete && <DeleteDocument id={item.id} title={title} fromFile={item.fromFile} />}
      </td>
    </tr>
  );
}
