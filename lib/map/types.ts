/** x and y on a plane without fixed bounds. */
export type PlanePoint = readonly [x: number, y: number];

/** How far work has come. */
export interface Work {
  /** @param share 0 to 1 */
  progress: (share: number) => void;
  /** Aborting ends it with an AbortError. */
  signal: AbortSignal;
}
