import type { PlaceAnswer } from '@/lib/api/map-answers';
import { toScreen, type Camera, type Size } from './camera';
import type { Box } from './dot-counts';
import type { MapColours } from './palette';
import { paintNames, type Names } from './paint-names';

const HIT_PX = 9;
const QUERY_PX = 21;
/** What is painted over the points. */
export interface Marks {
  names: Names;
  placed: PlaceAnswer | null;
  /** The point that is pointed at. */
  pointed: { x: number; y: number } | null;
  /** Corners on the plane. */
  outline: readonly (readonly [number, number])[] | null;
}

/** Where the view is, and what of it is not free. */
export interface View {
  camera: Camera;
  size: Size;
  /** What buttons cover. */
  taken: readonly Box[];
}

/** @param context scaled to CSS pixels */
export function paintMarks(
  context: CanvasRenderingContext2D,
  marks: Marks,
  view: View,
  colours: MapColours,
): void {
  const { camera, size } = view;
  const at = (x: number, y: number) => toScreen(camera, size, x, y);
  if (marks.outline)
    paintOutline(
      context,
      marks.outline.map(([x, y]) => at(x, y)),
      colours,
    );
  paintNames(context, marks.names, view, colours);
  if (marks.placed) paintQuery(context, marks.placed, at, colours);
  if (marks.pointed) paintPointed(context, at(marks.pointed.x, marks.pointed.y), colours);
}

type Place = readonly [number, number];

/** The query as a ring, its hits as numbered dots, the best on top. */
function paintQuery(
  context: CanvasRenderingContext2D,
  { position, hits }: PlaceAnswer,
  at: (x: number, y: number) => Place,
  colours: MapColours,
): void {
  if (position) paintRing(context, at(position.x, position.y), colours);
  const firsts = new Set<number>();
  const dots = hits.map(({ rank, x, y }) => {
    const first = !firsts.has(rank);
    firsts.add(rank);
    return { rank, place: at(x, y), first };
  });
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `700 11px system-ui, sans-serif`;
  for (const { rank, place, first } of dots.reverse()) {
    disc(context, place, first ? HIT_PX : HIT_PX - 4, colours.accent, colours.halo);
    if (!first) continue;
    context.fillStyle = colours.onAccent;
    context.fillText(String(rank), place[0], place[1] + 0.5);
  }
}

/** A ring with a mark to each side, so that it is found under its hits. */
function paintRing(context: CanvasRenderingContext2D, [x, y]: Place, colours: MapColours): void {
  for (const [width, colour] of [
    [6, colours.halo],
    [2.5, colours.ink],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.beginPath();
    context.arc(x, y, QUERY_PX, 0, 2 * Math.PI);
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      context.moveTo(x + dx * (QUERY_PX - 4), y + dy * (QUERY_PX - 4));
      context.lineTo(x + dx * (QUERY_PX + 5), y + dy * (QUERY_PX + 5));
    }
    context.stroke();
  }
}

function paintPointed(context: CanvasRenderingContext2D, [x, y]: Place, { ink, halo }: MapColours): void {
  for (const [width, colour] of [
    [5, halo],
    [2, ink],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.beginPath();
    context.arc(x, y, 7, 0, 2 * Math.PI);
    context.stroke();
  }
}

function paintOutline(
  context: CanvasRenderingContext2D,
  corners: readonly Place[],
  { accent }: MapColours,
): void {
  const path = new Path2D();
  for (const [x, y] of corners) path.lineTo(x, y);
  path.closePath();
  context.globalAlpha = 0.08;
  context.fillStyle = accent;
  context.fill(path);
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.strokeStyle = accent;
  context.setLineDash([6, 4]);
  context.stroke(path);
  context.setLineDash([]);
}

function disc(
  context: CanvasRenderingContext2D,
  [x, y]: Place,
  radius: number,
  fill: string,
  halo: string,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.strokeStyle = halo;
  context.lineWidth = 3;
  context.stroke();
  context.fill();
}
