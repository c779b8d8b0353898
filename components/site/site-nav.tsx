'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { SignOut } from '@/components/access/reader';
import { useMessages } from '@/components/messages/use-messages';
import { LanguageSwitch } from './language-switch';

export type SitePlace = 'library' | 'map' | 'status' | 'docs';

/** The other pages of the site, and the language. */
export function SiteNav({
  here,
  children,
  className = '',
}: {
  /** The page it stands on, when that is one of them. */
  here?: SitePlace;
  /** What else belongs there. */
  children?: ReactNode;
  className?: string;
}) {
  const { site } = useMessages();
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
      className={`flex items-center gap-x-3 text-sm whitespace-nowrap sm:gap-x-5 text-ink-soft ${className}`}
    >
      {place('library')}
      {place('map')}
      {place('status')}
      {place('docs')}
      <LanguageSwitch />
      <SignOut />
      {children}
    </nav>
  );
}
