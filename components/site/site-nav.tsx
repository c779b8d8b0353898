'use client';

import Link from 'next/link';
import { useId, type ReactNode } from 'react';
import { SignOut } from '@/components/access/reader';
import { useMessages } from '@/components/messages/use-messages';
import { LanguageSwitch } from './language-switch';
import { useDisclosure } from './use-disclosure';

export type SitePlace = 'library' | 'map' | 'status' | 'docs';

/** The other pages of the site, and the language; on a narrow page behind a button. */
export function SiteNav({
  here,
  children,
  className = '',
}: {
  /** The page it stands on, when that is one of them. */
  here?: SitePlace;
  /** What else belongs there, beside the button. */
  children?: ReactNode;
  className?: string;
}) {
  const { site } = useMessages();
  const { open, toggle, root, button, onKeyDown } = useDisclosure();
  const list = useId();
  const place = (name: SitePlace) => (
    <Link
      href={`/${name}`}
      prefetch={false}
      aria-current={here === name ? 'page' : undefined}
      className="rounded-sm hover:text-accent hover:underline aria-[current=page]:text-ink"
    >
      {site[name]}
    </Link>
  );
  return (
    <nav
      aria-label={site.navLabel}
      className={`flex items-center gap-x-3 text-sm whitespace-nowrap text-ink-soft md:gap-x-5 ${className}`}
    >
      <div ref={root} onKeyDown={onKeyDown} className="relative md:static">
        <button
          ref={button}
          type="button"
          aria-expanded={open}
          aria-controls={list}
          onClick={toggle}
          className="-mr-2.5 flex items-center gap-2 rounded-lg px-2.5 py-2 hover:bg-sunken hover:text-ink md:hidden noscript:hidden"
        >
          <Bars />
          {site.menu}
        </button>
        <div
          id={list}
          className={`${open ? 'flex' : 'hidden'} absolute top-full right-0 z-30 mt-1.5 min-w-44 flex-col rounded-xl border border-line bg-surface p-2 shadow-raised max-md:*:rounded-lg max-md:*:px-3 max-md:*:py-2.5 max-md:*:text-left max-md:*:hover:bg-sunken max-md:*:hover:no-underline max-md:*:aria-[current=page]:bg-sunken md:static md:mt-0 md:flex md:flex-row md:items-center md:gap-x-5 md:border-0 md:bg-transparent md:p-0 md:shadow-none noscript:static noscript:flex noscript:flex-row noscript:flex-wrap`}
        >
          {place('library')}
          {place('map')}
          {place('status')}
          {place('docs')}
          <LanguageSwitch />
          <SignOut />
        </div>
      </div>
      {children}
    </nav>
  );
}

function Bars() {
  return (
    <svg
      aria-hidden="true"
      width="15"
      height="11"
      viewBox="0 0 15 11"
      strokeWidth="1.5"
      className="stroke-current"
    >
      <path d="M0 1h15M0 5.5h15M0 10h15" />
    </svg>
  );
}
