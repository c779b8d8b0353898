const EVENT = 'recollect:key-refused';

/** Tells the page that the server no longer takes its key. @param code `key_missing`, `key_invalid` or `key_expired` */
export function tellKeyRefused(code: string): void {
  globalThis.dispatchEvent?.(new CustomEvent(EVENT, { detail: code }));
}

/** @param listener called with the code @returns what ends it */
export function onKeyRefused(listener: (code: string) => void): () => void {
  const listen = (event: Event) => listener((event as CustomEvent<string>).detail);
  window.addEventListener(EVENT, listen);
  return () => window.removeEventListener(EVENT, listen);
}
