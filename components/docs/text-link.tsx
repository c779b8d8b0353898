import type { ReactNode } from 'react';

/** A link in the midst of a sentence. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="rounded-sm text-accent underline underline-offset-2">
      {children}
    </a>
  );
}
