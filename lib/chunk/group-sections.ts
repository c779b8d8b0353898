import type { Section } from './sections';
import type { Unit } from './unit';

/** Sections that are cut into passages together. */
export interface Group {
  /** Headings that all of its sections have in common, outermost first. */
  path: string[];
  /** Level of its highest heading. */
  level: number;
  units: Unit[];
  tokens: number;
}

/** A section below this share of the target is small: it may share a passage with its neighbour. */
const SMALL = 1 / 3;
/** Below this share a group is hardly more than a heading and goes with whatever follows. */
const TINY = 1 / 8;

/**
 * A heading begins a new group, but small neighbours stay together up to the target: a page of twenty one-line
 * sections should become a few passages, not twenty. Leaving a parent section ends a group unless it is tiny.
 *
 * @param target tokens of a passage
 */
export function groupSections(sections: readonly Section[], target: number): Group[] {
  const groups: Group[] = [];
  let lastTokens = 0;
  for (const section of sections) {
    const group = groups.at(-1);
    if (group && belongs(group, lastTokens, section, target)) {
      // A lone title before a section does not take that section's heading away.
      group.path = isTiny(group, target) ? section.path : commonPath(group.path, section.path);
      group.level = Math.min(group.level, section.level);
      for (const unit of section.units) group.units.push(unit);
      group.tokens += section.tokens;
    } else {
      groups.push({
        path: section.path,
        level: section.level,
        units: [...section.units],
        tokens: section.tokens,
      });
    }
    lastTokens = section.tokens;
  }
  return groups;
}

function belongs(group: Group, lastTokens: number, section: Section, target: number): boolean {
  const leavesParent = section.level < group.level;
  if (isTiny(group, target) && !leavesParent) return true;
  if (group.tokens + section.tokens > target) return false;
  if (leavesParent) return isTiny(group, target);
  return section.tokens < target * SMALL || lastTokens < target * SMALL;
}

function isTiny(group: Group, target: number): boolean {
  return group.tokens < target * TINY;
}

function commonPath(a: readonly string[], b: readonly string[]): string[] {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}
