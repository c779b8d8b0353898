import type { MapAnswer, PlaceAnswer } from '@/lib/api/map-answers';
import { toScreen, type Camera, type Size } from './camera';
import type { MapColours } from './palette';
import { placeLabels } from './place-labels';

const LABEL_PX = 13.5;
const HALO_PX = 2.5;
const HIT_PX = 9;
const QUERY_PX = 21;
/** CSS pixels of the view that a label may have for itself: with more labels nothing else would be seen. */
const AREA_PER_LABEL = 27_000;
/** Labels are shortened in a view narrower than this, CSS pixels. */
const NARROW = 560;

/** What is painted over the points. */
export interface Marks {
  clusters: MapAnswer['clusters'];
  /** Numbers of the clusters that are named, the most important first. */
  named: readonly number[];
  /** Whether the points have the colours of their clusters: then the names have, too. */
  inColour: boolean;
  placed: PlaceAnswer | null;
  /** The point that is pointed at. */
  pointed: { x: number; y: number } | null;
  /** Corners on the plane. */
  outline: readonly (readonly [number, number])[] | null;
  font: string;
}

/** @param context scaled to CSS pixels */
export function paintMarks(
  context: CanvasRenderingContext2D,
  marks: Marks,
  camera: Camera,
  size: Size,
  colours: MapColours,
): void {
  const at = (x: number, y: number) => toScreen(camera, size, x, y);
  if (marks.outline)
    paintOutline(
      context,
      marks.outline.map(([x, y]) => at(x, y)),
      colours,
    );
  paintNames(context, marks, at, size, colours);
  if (marks.placed) paintQuery(context, marks.placed, at, colours);
  if (marks.pointed) paintPointed(context, at(marks.pointed.x, marks.pointed.y), colours);
}

type Place = readonly [number, number];

function paintNames(
  context: CanvasRenderingContext2D,
  { clusters, named, inColour, font }: Marks,
  at: (x: number, y: number) => Place,
  size: Size,
  { ink, halo, letters }: MapColours,
): void {
  context.font = `600 ${LABEL_PX}px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const wanted = named.flatMap((number) => {
    const cluster = clusters[number];
    if (!cluster || cluster.words.length === 0) return [];
    const text = cluster.words.slice(0, size.width < NARROW ? 2 : 3).join(' · ');
    const [x, y] = at(cluster.x, cluster.y);
    return [
      {
        text,
        colour: inColour ? (letters[number] ?? ink) : ink,
        x,
        y,
        width: context.measureText(text).width,
        height: LABEL_PX + 4,
      },
    ];
  });
  const most = Math.floor((size.width * size.height) / AREA_PER_LABEL);
  for (const { text, colour, x, y } of placeLabels(wanted, size, most)) {
    context.lineWidth = 2 * HALO_PX;
    context.strokeStyle = halo;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }
}

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
