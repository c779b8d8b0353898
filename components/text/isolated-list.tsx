import { Fragment } from 'react';

/** Names in one line, none of which turns the direction of those after it. */
export function IsolatedList({
  parts,
  separator = ' · ',
  className,
}: {
  parts: readonly string[];
  separator?: string;
  /** Of each of them. */
  className?: string;
}) {
  return parts.map((part, index) => (
    <Fragment key={index}>
      {index > 0 && separator}
      <bdi className={className}>{part}</bdi>
    </Fragment>
  ));
}
