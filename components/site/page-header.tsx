import Link from 'next/link';
import { SiteNav, type SitePlace } from './site-nav';
import { Wordmark } from './wordmark';

/** The top of pages that have no search box: the name, the way back, and the other pages. */
export function PageHeader({ back, here }: { back: { href: string; label: string }; here?: SitePlace }) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-paper/92 backdrop-blur-md">
      <div className="mx-auto flex max-w-6xl flex-wrap items-baseline gap-x-8 gap-y-1 px-5 py-3 sm:px-8">
        <Link href="/">
          <Wordmark />
        </Link>
        <Link href={back.href} className="order-3 rounded-sm text-sm text-accent hover:underline sm:order-2">
          <span aria-hidden="true">← </span>
          {back.label}
        </Link>
        <SiteNav {...(here ? { here } : {})} className="order-2 ml-auto sm:order-3" />
      </div>
    </header>
  );
}
