import type { MapAnswer } from '@/lib/api/map-answers';
import { toPlane, toScreen, type Camera, type Size } from './camera';
import type { Box, DotCounts } from './dot-counts';
import type { MapColours } from './palette';
import { placeLabels } from './place-labels';

const LABEL_PX = 14;
/** CSS pixels around the letters of a name that are its plate. */
const [PLATE_X, PLATE_Y] = [6, 3];
const PLATE_CORNER = 5;
/** How much a plate hides of the dots under it: their colour is still guessed, their edges no longer cut letters. */
const PLATE_COVER = 0.86;
const HALO_PX = 2;
/** CSS pixels of the view that a label may have for itself: with more labels nothing else would be seen. */
const AREA_PER_LABEL = 27_000;
/** Labels are shortened in a view narrower than this, CSS pixels. */
const NARROW = 560;

export interface Names {
  clusters: MapAnswer['clusters'];
  /** Numbers of the clusters that are named, the most important first. */
  named: readonly number[];
  /** Whether the points have the colours of their clusters: then the names have, too. */
  inColour: boolean;
  /** Where the dots are that names should not hide. */
  dots: DotCounts;
  font: string;
}

/**
 * Paints the names of clusters, each on a plate of the paper's colour.
 *
 * @param context scaled to CSS pixels
 * @param taken parts of the view that buttons cover
 */
export function paintNames(
  context: CanvasRenderingContext2D,
  { clusters, named, inColour, dots, font }: Names,
  { camera, size, taken }: { camera: Camera; size: Size; taken: readonly Box[] },
  { ink, halo, letters, forced }: MapColours,
): void {
  context.font = `600 ${LABEL_PX}px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const wanted = named.flatMap((number) => {
    const cluster = clusters[number];
    if (!cluster || cluster.words.length === 0) return [];
    const text = cluster.words.slice(0, size.width < NARROW ? 2 : 3).join(' · ');
    const [x, y] = toScreen(camera, size, cluster.x, cluster.y);
    return [
      {
        text,
        colour: inColour ? (letters[number] ?? ink) : ink,
        x,
        y,
        width: context.measureText(text).width + 2 * PLATE_X,
        height: LABEL_PX + 2 * PLATE_Y,
        dotsIn(box: Box) {
          const plane = planeBox(box, camera, size);
          const own = dots.within(plane, number);
          return { own, others: dots.within(plane) - own };
        },
      },
    ];
  });
  const most = Math.floor((size.width * size.height) / AREA_PER_LABEL);
  context.lineWidth = 2 * HALO_PX;
  context.strokeStyle = halo;
  for (const { text, colour, x, y, width, height } of placeLabels(wanted, size, { taken, most })) {
    context.globalAlpha = forced ? 1 : PLATE_COVER;
    context.fillStyle = halo;
    context.beginPath();
    context.roundRect(x - width / 2, y - height / 2, width, height, PLATE_CORNER);
    context.fill();
    context.globalAlpha = 1;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }
}

function planeBox({ left, top, right, bottom }: Box, camera: Camera, size: Size): Box {
  const [west, north] = toPlane(camera, size, left, top);
  const [east, south] = toPlane(camera, size, right, bottom);
  return { left: west, top: north, right: east, bottom: south };
}
