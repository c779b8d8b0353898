import type { Messages } from '@/components/messages/messages';
import type { Block } from '@/lib/store/types';
import { sectionId } from './document-body';

const INDENT: Readonly<Record<number, string>> = { 3: 'pl-4', 4: 'pl-8', 5: 'pl-8', 6: 'pl-8' };

/** The headings of a document, each leading to its place; nothing for a document that has fewer than two. */
export function Outline({
  text,
  blocks,
  title,
  messages,
}: {
  text: string;
  blocks: readonly Block[];
  title: string;
  messages: Messages['document'];
}) {
  const headings = blocks
    .filter(({ kind }) => kind === 'heading')
    .filter((block) => text.slice(block.start, block.end).trim() !== title.trim());
  if (headings.length < 2) return null;
  return (
    <nav aria-labelledby="outline-heading">
      <h2 id="outline-heading" className="mb-2 text-[0.8125rem] font-semibold text-ink">
        {messages.outline}
      </h2>
      <ol className="flex flex-col gap-1.5 text-sm leading-snug">
        {headings.map((block) => (
          <li key={block.start} className={INDENT[block.level ?? 2] ?? ''}>
            <a
              href={`#${sectionId(block)}`}
              dir="auto"
              className="text-ink-soft hover:text-accent hover:underline"
            >
              {text.slice(block.start, block.end)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
