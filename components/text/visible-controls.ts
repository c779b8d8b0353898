/**
 * A text in which characters that turn the direction of what follows are named instead: for sentences and titles of
 * windows, where no element can keep their effect to the name that holds them.
 *
 * @example withVisibleControls('a\u202efdp.md cannot be read') // 'a⟨U+202E⟩fdp.md cannot be read'
 */
export function withVisibleControls(text: string): string {
  return text.replace(
    /[\u202a-\u202e\u2066-\u2069]/g,
    (control) => `⟨U+${control.charCodeAt(0).toString(16).toUpperCase()}⟩`,
  );
}
