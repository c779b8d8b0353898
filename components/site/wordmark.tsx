/** The name with a citation behind it: everything said here has a source. */
export function Wordmark({ large = false }: { large?: boolean }) {
  return (
    <span
      className={`font-serif font-semibold tracking-tight text-ink ${large ? 'text-5xl sm:text-6xl' : 'text-[1.4rem]'}`}
    >
      Recollect
      <span
        aria-hidden="true"
        className={`ml-0.5 font-sans font-medium tracking-normal text-accent ${large ? 'align-[1.15em] text-lg' : 'align-[0.6em] text-[0.7rem]'}`}
      >
        [1]
      </span>
    </span>
  );
}
