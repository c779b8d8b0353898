'use client';

import { useMessages } from '@/components/messages/use-messages';
import { PAGE_SIZE, type View } from './view-state';

/** On to the next ten documents and back; nothing when all fit on one page. */
export function Pager({
  offset,
  total,
  onChange,
}: {
  /** Documents before those shown. */
  offset: number;
  total: number;
  onChange: (next: Partial<View>) => void;
}) {
  const { results } = useMessages();
  if (total <= PAGE_SIZE && offset === 0) return null;
  const go = (to: number) => {
    onChange({ offset: to });
    window.scrollTo({ top: 0 });
  };
  const style =
    'rounded-lg border border-line-strong px-3.5 py-1.5 text-ink hover:bg-sunken disabled:border-line disabled:text-ink-faint disabled:hover:bg-transparent';
  return (
    <nav className="mt-6 flex items-center gap-4 pl-10 text-sm sm:pl-14">
      <button
        type="button"
        className={style}
        disabled={offset === 0}
        onClick={() => go(Math.max(0, offset - PAGE_SIZE))}
      >
        ← {results.previousPage}
      </button>
      <span className="text-ink-faint tabular-nums">
        {results.range(offset + 1, Math.min(total, offset + PAGE_SIZE), total)}
      </span>
      <button
        type="button"
        className={style}
        disabled={offset + PAGE_SIZE >= total}
        onClick={() => go(offset + PAGE_SIZE)}
      >
        {results.nextPage} →
      </button>
    </nav>
  );
}
