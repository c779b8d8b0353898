/** A command as it is typed into a shell. */
export function ShellCommand({ children }: { children: string }) {
  return (
    <code className="rounded bg-sunken px-1.5 py-0.5 font-mono text-[0.8125rem] text-ink">{children}</code>
  );
}
