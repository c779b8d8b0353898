import { Fragment, type ReactNode } from 'react';
import type { Messages } from '@/components/messages/messages';
import { blocksOrParagraphs, blockRuns, type BlockRuns, type PassagePlace } from './document-segments';
import type { Block } from '@/lib/store/types';

/** Id of a heading, for the outline. */
export function sectionId(block: Block): string {
  return `section-${block.start}`;
}

/**
 * The text of a document with its structure. Everything is put in as text: what looks like markup in a document is
 * shown as it was written.
 */
export function DocumentBody({
  text,
  title,
  blocks,
  passages,
  marked,
  messages,
}: {
  text: string;
  title: string;
  blocks: readonly Block[];
  passages: readonly PassagePlace[];
  /** Whether the text is Markdown. */
  marked: boolean;
  messages: Messages['document'];
}) {
  const laidOut = blockRuns(text, blocksOrParagraphs(text, blocks), passages, marked);
  if (laidOut.length === 0) return <p className="text-ink-soft">{messages.noText}</p>;
  return (
    <div
      dir="auto"
      className="flex flex-col gap-[0.9em] font-serif text-[1.125rem] leading-[1.72] text-ink [&_[data-active]]:rounded-[2px] [&_[data-active]]:bg-marker-soft [&_[data-active]]:box-decoration-clone [&_[data-active]]:py-[0.27em] forced-colors:[&_[data-active]]:outline"
    >
      {groupsOf(laidOut).map((group) => {
        const [first] = group;
        if (first === undefined) return null;
        return (
          <Fragment key={first.start}>
            {first.pageStart && <PageLabel name={messages.page(first.page ?? 0)} />}
            {first.kind === 'list-item' ? (
              <ul className="flex flex-col gap-[0.4em]">
                {group.map((item) => (
                  <Item key={item.start} item={item} />
                ))}
              </ul>
            ) : first === laidOut[0] && textOf(first).trim() === title.trim() ? (
              // The heading of the page says it already.
              <div className="-mb-[0.9em]">
                <Anchors ids={first.begins} />
              </div>
            ) : (
              <Structure block={first} />
            )}
          </Fragment>
        );
      })}
    </div>
  );
}

/** List items that follow each other on one page are one list; everything else stands for itself. */
function groupsOf(blocks: readonly BlockRuns[]): BlockRuns[][] {
  const groups: BlockRuns[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.kind === 'list-item' && last?.[0]?.kind === 'list-item' && !block.pageStart) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

function textOf(block: BlockRuns): string {
  return block.runs.map(({ text }) => text).join('');
}

function PageLabel({ name }: { name: string }) {
  return (
    <p className="mt-5 flex items-center gap-3 font-sans text-[0.8125rem] text-ink-faint after:h-px after:grow after:bg-line">
      {name}
    </p>
  );
}

/** Where the links to passages lead. */
function Anchors({ ids }: { ids: readonly number[] }) {
  return ids.map((id) => <span key={id} id={`passage-${id}`} />);
}

/** @param from what stands before this place in the document is left out */
function Text({ block, from = 0 }: { block: BlockRuns; from?: number }) {
  return (
    <>
      <Anchors ids={block.begins} />
      {block.runs.map((run) => (
        <span key={run.start} data-passages={run.passageIds.join(' ')}>
          {run.text.slice(Math.max(0, from - run.start))}
        </span>
      ))}
    </>
  );
}

const NUMBER = /^(\d{1,9}[.)])\s+/;

/** A numbered item keeps its number, set where others have their dot. */
function Item({ item }: { item: BlockRuns }) {
  const number = NUMBER.exec(textOf(item));
  const indent = INDENT[Math.min(item.level ?? 1, 4)] ?? '';
  if (number === null)
    return (
      <li
        className={`relative pl-6 before:absolute before:left-1.5 before:text-ink-faint before:content-['•'] ${indent}`}
      >
        <Text block={item} />
      </li>
    );
  const [all, shown] = number;
  return (
    <li className={`relative pl-8 ${indent}`}>
      <span className="absolute left-0 min-w-6 text-right text-ink-faint tabular-nums">{shown}</span>
      <Text block={item} from={item.start + all.length} />
    </li>
  );
}

function Structure({ block }: { block: BlockRuns }) {
  const text = <Text block={block} />;
  switch (block.kind) {
    case 'heading':
      return (
        <Heading id={sectionId(block)} level={block.level ?? 2}>
          {text}
        </Heading>
      );
    case 'quote':
      return (
        <blockquote className="border-l-2 border-line-strong pl-5 whitespace-pre-line text-ink-soft">
          {text}
        </blockquote>
      );
    case 'code':
      return (
        <pre
          tabIndex={0}
          className="overflow-x-auto rounded-md bg-sunken px-4 py-3 font-mono text-[0.9rem] leading-relaxed whitespace-pre"
        >
          {text}
        </pre>
      );
    case 'table':
      return (
        <p className="border-y border-line py-3 font-sans text-[0.9375rem] leading-relaxed whitespace-pre-line tabular-nums">
          {text}
        </p>
      );
    default:
      return <p className="whitespace-pre-line">{text}</p>;
  }
}

const INDENT: Readonly<Record<number, string>> = { 2: 'ml-6', 3: 'ml-12', 4: 'ml-18' };

/** The title of the page is h1, so a document's own headings begin at h2. */
function Heading({ id, level, children }: { id: string; level: number; children: ReactNode }) {
  const place = 'font-semibold leading-snug';
  if (level <= 1)
    return (
      <h2 id={id} className={`${place} mt-6 text-[1.6rem]`}>
        {children}
      </h2>
    );
  if (level === 2)
    return (
      <h2 id={id} className={`${place} mt-5 text-[1.375rem]`}>
        {children}
      </h2>
    );
  if (level === 3)
    return (
      <h3 id={id} className={`${place} mt-3 text-[1.1875rem]`}>
        {children}
      </h3>
    );
  return (
    <h4 id={id} className={`${place} mt-2 text-[1.0625rem]`}>
      {children}
    </h4>
  );
}
