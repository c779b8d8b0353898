import { groupSizes, type Choice, type Grouping } from './chosen';
import type { DrawnMap } from './use-map';

/** A topic or a collection, as it is listed beside the map. */
export interface Group {
  number: number;
  name: string;
  /** Passages. */
  size: number;
  chosen: boolean;
}

/** @param unnamed what a topic without words of its own is called; topics are counted from 1 */
export function groupsOf(
  map: DrawnMap,
  by: Grouping,
  choice: Choice,
  unnamed: (number: number) => string,
): Group[] {
  const nameOf = (number: number) =>
    by === 'collection'
      ? (map.collections[number] ?? '')
      : map.clusters[number]?.words.join(' · ') || unnamed(number + 1);
  return groupSizes(map, by).map((size, number) => {
    const chosen = choice.kind === 'groups' && choice.by === by && choice.numbers.includes(number);
    return { number, name: nameOf(number), size, chosen };
  });
}
