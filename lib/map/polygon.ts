/** Whether a point is inside a polygon (even–odd rule), whose last corner is joined to its first. */
export function isInside(polygon: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  let [ax, ay] = polygon.at(-1) ?? [0, 0];
  for (const [bx, by] of polygon) {
    if (by > y !== ay > y && x < ((ax - bx) * (y - by)) / (ay - by) + bx) inside = !inside;
    [ax, ay] = [bx, by];
  }
  return inside;
}
