import type { Messages } from '@/components/messages/messages';
import type { Block } from '@/lib/store/types';
import { textBetween } from '@/components/text/markdown-marks';
import { sectionId } from './document-body';
import { marksIn } from './document-segments';

const INDENT: Readonly<Record<number, string>> = { 3: 'pl-4', 4: 'pl-8', 5: 'pl-8', 6: 'pl-8' };

/** The headings of a document, each leading to its place; nothing for a document that has fewer than two. */
export function Outline({
  text,
  blocks,
  title,
  marked,
  messages,
}: {
  text: string;
  blocks: readonly Block[];
  title: string;
  /** Whether the text is Markdown. */
  marked: boolean;
  messages: Messages['document'];
}) {
  const headings = blocks
    .filter(({ kind }) => kind === 'heading')
    .map((block) => ({ block, says: textBetween(text, block, marked ? marksIn(text, block) : []).trim() }))
    .filter(({ says }) => says !== title.trim());
  if (headings.length < 2) return null;
  return (
    <nav aria-labelledby="outline-heading">
      <h2 id="outline-heading" className="mb-2 text-[0.8125rem] font-semibold text-ink">
        {messages.outline}
      </h2>
      <ol className="flex flex-col gap-1.5 text-sm leading-snug">
        {headings.map(({ block, says }) => (
          <li key={block.start} className={INDENT[block.level ?? 2] ?? ''}>
            <a
              href={`#${sectionId(block)}`}
              dir="auto"
              className="text-ink-soft hover:text-accent hover:underline"
            >
              {says}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
