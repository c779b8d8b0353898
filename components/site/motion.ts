/** Whether the reader has asked for less motion, at this moment. */
export function wantsLessMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** How a page goes to another of its places: styles cannot take back what a script asks for by name. */
export function scrolling(): ScrollBehavior {
  return wantsLessMotion() ? 'instant' : 'smooth';
}
