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
  /** Whether it is nothing but headings. */
  bare: boolean;
}

/** A section below this share of the target is small: it may share a passage with its neighbour. */
const SMALL = 1 / 3;
/** Below this share a group is hardly more than a heading and goes with whatever follows. */
const TINY = 1 / 8;

/**
 * A heading begins a new group, but small neighbours stay together up to the target: a page of twenty one-line
 * sections should become a few passages, not twenty. Leaving a parent section ends a group unless it is tiny. Headings
 * alone are no group, for they would be found and answer nothing: they go with what stands under them, and where nothing
 * does with what stands before.
 *
 * @param target tokens of a passage
 */
export function groupSections(sections: readonly Section[], target: number): Group[] {
  const groups: Group[] = [];
  let lastTokens = 0;
  for (const section of sections) {
    const group = groups.at(-1);
    if (group && belongs(group, lastTokens, section, target)) {
      // A lone title before a section does not take that section's heading away, nor one after it.
      if (group.bare || (isTiny(group, target) && !section.bare)) group.path = section.path;
      else if (!section.bare) group.path = commonPath(group.path, section.path);
      group.level = Math.min(group.level, section.level);
      for (const unit of section.units) group.units.push(unit);
      group.tokens += section.tokens;
      group.bare &&= section.bare;
    } else {
      groups.push({ ...section, units: [...section.units] });
    }
    lastTokens = section.tokens;
  }
  return withoutBare(groups);
}

/** Puts bare groups before the group that is below their headings, or that is first; others behind the group before. */
function withoutBare(groups: readonly Group[]): Group[] {
  const kept: Group[] = [];
  let waiting: Unit[] = [];
  for (const [at, group] of groups.entries()) {
    if (waiting.length > 0) group.units = [...waiting, ...group.units];
    waiting = [];
    const [before, after] = [kept.at(-1), groups[at + 1]];
    if (!group.bare) kept.push(group);
    else if (after && (!before || isBelow(after.path, group.path))) waiting = group.units;
    else if (!before) kept.push(group);
    else for (const unit of group.units) before.units.push(unit);
  }
  return kept;
}

function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return above.every((heading, level) => path[level] === heading);
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
