import type { Camera } from './camera';
import type { Rgb } from './palette';

/** A picture of the points, in device pixels, that is painted again and again. */
export interface PointPicture {
  readonly image: ImageData;
  readonly pixels: Uint32Array;
}

export function pointPicture(width: number, height: number): PointPicture {
  const image = new ImageData(Math.max(1, width), Math.max(1, height));
  return { image, pixels: new Uint32Array(image.data.buffer) };
}

export interface PaintedPoints {
  x: readonly number[];
  y: readonly number[];
  /** Which colour each has. */
  group: readonly number[];
  /** 1 for those that are lit; null when all are. */
  lit: Uint8Array | null;
}

/** A disc as distances in the picture from its middle: what is wholly covered, and the rim with its share. */
interface Stamp {
  reach: number;
  solid: Int32Array;
  rim: Int32Array;
  /** 0 to 255 for each of the rim. */
  cover: Uint8Array;
}

/**
 * Paints all points into a picture. Every pixel is written by hand: twenty thousand discs asked of the canvas take some
 * forty milliseconds, and this takes two.
 *
 * @param radius device pixels
 * @param pixelRatio device pixels for a CSS pixel
 */
export function paintPoints(
  { image, pixels }: PointPicture,
  points: PaintedPoints,
  camera: Camera,
  {
    radius,
    pixelRatio,
    colours,
  }: {
    radius: number;
    pixelRatio: number;
    colours: { paper: Rgb; groups: readonly Rgb[]; faded: readonly Rgb[] };
  },
): void {
  const { width, height } = image;
  pixels.fill(packed(colours.paper));
  const stamp = stampOf(radius, width);
  const scale = camera.scale * pixelRatio;
  const { x, y, group, lit } = points;
  // What is lit lies above what is not.
  for (const above of lit ? [0, 1] : [1]) {
    const table = (above === 1 ? colours.groups : colours.faded).map(packed);
    for (let place = 0; place < x.length; place += 1) {
      if (lit && lit[place] !== above) continue;
      const px = Math.round(((x[place] ?? 0) - camera.x) * scale + width / 2);
      const py = Math.round(((y[place] ?? 0) - camera.y) * scale + height / 2);
      const inside =
        px >= stamp.reach && py >= stamp.reach && px < width - stamp.reach && py < height - stamp.reach;
      if (inside) press(pixels, stamp, py * width + px, table[group[place] ?? 0] ?? 0);
    }
  }
}

/** Red in the lowest byte, as every machine that runs a browser has it. */
function packed([red, green, blue]: Rgb): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

function press(pixels: Uint32Array, { solid, rim, cover }: Stamp, at: number, colour: number): void {
  for (let index = 0; index < solid.length; index += 1) pixels[at + (solid[index] ?? 0)] = colour;
  for (let index = 0; index < rim.length; index += 1) {
    const pixel = at + (rim[index] ?? 0);
    pixels[pixel] = blended(pixels[pixel] ?? 0, colour, cover[index] ?? 0);
  }
}

function blended(under: number, over: number, cover: number): number {
  const mix = (shift: number) => {
    const below = (under >>> shift) & 255;
    return (below + (((((over >>> shift) & 255) - below) * cover) >> 8)) << shift;
  };
  return ((255 << 24) | mix(16) | mix(8) | mix(0)) >>> 0;
}

function stampOf(radius: number, width: number): Stamp {
  const reach = Math.ceil(radius + 0.5);
  const solid: number[] = [];
  const rim: number[] = [];
  const cover: number[] = [];
  for (let dy = -reach; dy <= reach; dy += 1)
    for (let dx = -reach; dx <= reach; dx += 1) {
      const covered = Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(dx, dy)));
      if (covered === 1) solid.push(dy * width + dx);
      else if (covered > 0.02) {
        rim.push(dy * width + dx);
        cover.push(Math.round(255 * covered));
      }
    }
  return {
    reach,
    solid: Int32Array.from(solid),
    rim: Int32Array.from(rim),
    cover: Uint8Array.from(cover),
  };
}
