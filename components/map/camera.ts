import { MAP_EXTENT } from '@/lib/store/map-extent';

/** What part of the plane is shown: the point in the middle of the view, and pixels for one unit of the plane. */
export interface Camera {
  x: number;
  y: number;
  scale: number;
}

/** CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What points take up of the plane; all of it when there are none. */
export function boundsOf({ x, y }: { x: readonly number[]; y: readonly number[] }): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [place, px] of x.entries()) {
    const py = y[place] ?? 0;
    left = Math.min(left, px);
    right = Math.max(right, px);
    top = Math.min(top, py);
    bottom = Math.max(bottom, py);
  }
  return left <= right
    ? { left, top, right, bottom }
    : { left: 0, top: 0, right: MAP_EXTENT, bottom: MAP_EXTENT };
}

/** How far one can go in, as a multiple of seeing everything. */
const MOST_ZOOM = 60;
const LEAST_ZOOM = 0.6;
/** CSS pixels that stay empty around everything. */
const MARGIN = 36;

/** The camera that shows all of the bounds. */
export function cameraFor({ left, top, right, bottom }: Bounds, { width, height }: Size): Camera {
  const across = Math.max(1, width - 2 * MARGIN) / Math.max(1, right - left);
  const down = Math.max(1, height - 2 * MARGIN) / Math.max(1, bottom - top);
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.min(across, down) };
}

export function toScreen({ x, y, scale }: Camera, size: Size, px: number, py: number): [number, number] {
  return [(px - x) * scale + size.width / 2, (py - y) * scale + size.height / 2];
}

export function toPlane({ x, y, scale }: Camera, size: Size, sx: number, sy: number): [number, number] {
  return [(sx - size.width / 2) / scale + x, (sy - size.height / 2) / scale + y];
}

/** Moves what is shown by so many CSS pixels. */
export function pannedBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale };
}

/** Zooms so that what lies under a place of the view stays there. */
export function zoomedAt(camera: Camera, size: Size, factor: number, sx: number, sy: number): Camera {
  const [px, py] = toPlane(camera, size, sx, sy);
  const scale = camera.scale * factor;
  return { x: px - (sx - size.width / 2) / scale, y: py - (sy - size.height / 2) / scale, scale };
}

/** Keeps the zoom between its ends, and the middle of the view over the bounds, so that nobody gets lost. */
export function held(camera: Camera, bounds: Bounds, whole: Camera): Camera {
  const between = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  return {
    x: between(camera.x, bounds.left, bounds.right),
    y: between(camera.y, bounds.top, bounds.bottom),
    scale: between(camera.scale, LEAST_ZOOM * whole.scale, MOST_ZOOM * whole.scale),
  };
}

/** A camera on the way from one to another. @param share 0 to 1 */
export function between(from: Camera, to: Camera, share: number): Camera {
  const mix = (a: number, b: number) => a + (b - a) * share;
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    // Equal steps of zoom look alike when they multiply.
    scale: from.scale * (to.scale / from.scale) ** share,
  };
}
