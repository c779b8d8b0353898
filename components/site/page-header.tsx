import Link from 'next/link';
import { Wordmark } from './wordmark';

/** The top of pages that have no search box: the name, and the way back. */
export function PageHeader({ back }: { back: { href: string; label: string } }) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-paper/92 backdrop-blur-md">
      <div className="mx-auto flex max-w-6xl items-baseline gap-8 px-5 py-3 sm:px-8">
        <Link href="/">
          <Wordmark />
        </Link>
        <Link href={back.href} className="rounded-sm text-sm text-accent hover:underline">
          <span aria-hidden="true">← </span>
          {back.label}
        </Link>
      </div>
    </header>
  );
}
