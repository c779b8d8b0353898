import Link from 'next/link';
import { SiteNav, type SitePlace } from './site-nav';
import { Wordmark } from './wordmark';

/** The top of pages that have no search box: the name, the way back, and the other pages. */
export function PageHeader({ back, here }: { back: { href: string; label: string }; here?: SitePlace }) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-paper/92 backdrop-blur-md">
      <div className="mx-auto flex max-w-6xl items-baseline gap-x-4 px-5 py-3 sm:gap-x-8 sm:px-8">
        <Link href="/">
          <Wordmark />
        </Link>
        <Link href={back.href} className="rounded-sm text-sm whitespace-nowrap text-accent hover:underline">
          <span aria-hidden="true">← </span>
          {back.label}
        </Link>
        <SiteNav {...(here ? { here } : {})} className="ml-auto" />
      </div>
    </header>
  );
}
