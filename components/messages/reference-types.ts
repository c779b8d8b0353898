/** A type as the reference shows it: words, and names of schemas that have a place of their own. */
export type TypePart = { text: string } | { schema: string };

/** Bounds of a number, or of the length of a list; both inclusive. */
export interface Bounds {
  least?: number;
  most?: number;
}

/** How the reference says what a value may be, in one language. */
export interface TypeWords {
  text: string;
  date: string;
  time: string;
  file: string;
  boolean: string;
  object: string;
  anything: string;
  integer(bounds: Bounds): string;
  number(bounds: Bounds): string;
  /** @param name of what has the characters */
  characters(name: string, most: number, exactly: boolean): string;
  /** One of several. */
  either(choices: readonly TypePart[][]): TypePart[];
  list(of: TypePart[], length: Bounds): TypePart[];
  /** One of them, or a list of them. */
  oneOrSeveral(of: TypePart[]): TypePart[];
  /** An object whose names are not known beforehand. */
  byName(of: TypePart[]): TypePart[];
}
