import { wantsLessMotion } from '@/components/site/motion';
import { between, cameraFor, held, pannedBy, toPlane, toScreen, zoomedAt } from './camera';
import type { Bounds, Camera, Size } from './camera';
import type { Box } from './dot-counts';
import { paintMarks, type Marks } from './paint-marks';
import { paintPoints, pointPicture, type PaintedPoints, type PointPicture } from './paint-points';
import type { MapColours } from './palette';

/** More device pixels for a CSS pixel than this are not seen in a dot, and cost four times as much. */
const MOST_PIXEL_RATIO = 2;
/** Milliseconds of a flight to another view. */
const FLIGHT = 260;

/** Everything that is painted. */
export interface SceneContent {
  points: PaintedPoints;
  marks: Marks;
  colours: MapColours;
}

/**
 * The picture of the map and where one stands in it. It paints when something changed, at most once a frame, and is
 * nothing of React's: dragging must not wait for a tree of components.
 */
export class MapScene {
  #size: Size = { width: 1, height: 1 };
  #pixelRatio = 1;
  #picture: PointPicture | null = null;
  #content: SceneContent | null = null;
  #camera: Camera = { x: 0, y: 0, scale: 1 };
  #whole: Camera | null = null;
  #taken: readonly Box[] = [];
  #frame = 0;
  #flight: { from: Camera; to: Camera; since: number } | null = null;

  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly bounds: Bounds,
    /** Told after the view has moved. */
    readonly onMove: () => void,
  ) {}

  show(content: SceneContent): void {
    this.#content = content;
    this.#ask();
  }

  /** @param size CSS pixels */
  resize(size: Size, pixelRatio: number): void {
    this.#size = size;
    this.#pixelRatio = Math.min(MOST_PIXEL_RATIO, pixelRatio);
    this.canvas.width = Math.round(size.width * this.#pixelRatio);
    this.canvas.height = Math.round(size.height * this.#pixelRatio);
    this.#picture = pointPicture(this.canvas.width, this.canvas.height);
    const before = this.#whole;
    this.#whole = cameraFor(this.bounds, size);
    if (before === null) this.#camera = this.#whole;
    this.#camera = held(this.#camera, this.bounds, this.#whole);
    this.#ask();
  }

  /** Keeps names away from what lies on the map. @param boxes CSS pixels of the view */
  keepClear(boxes: readonly Box[]): void {
    this.#taken = boxes;
    this.#ask();
  }

  get size(): Size {
    return this.#size;
  }

  get camera(): Camera {
    return this.#camera;
  }

  /** From CSS pixels of the view to the plane, and back. */
  toPlane(sx: number, sy: number): [number, number] {
    return toPlane(this.#camera, this.#size, sx, sy);
  }

  toScreen(x: number, y: number): [number, number] {
    return toScreen(this.#camera, this.#size, x, y);
  }

  pan(dx: number, dy: number): void {
    this.#move(pannedBy(this.#camera, dx, dy));
  }

  zoom(factor: number, sx = this.#size.width / 2, sy = this.#size.height / 2): void {
    this.#move(zoomedAt(this.#camera, this.#size, factor, sx, sy));
  }

  /** Shows all. */
  reset(): void {
    if (this.#whole) this.fly(this.#whole);
  }

  /** Brings a place of the plane into the view, if it is not well inside. */
  reveal(x: number, y: number): void {
    const { width, height } = this.#size;
    const [sx, sy] = this.toScreen(x, y);
    const inside = sx > width * 0.12 && sx < width * 0.88 && sy > height * 0.12 && sy < height * 0.88;
    if (!inside) this.fly({ ...this.#camera, x, y });
  }

  /** Goes to another view, at once for whoever wants no motion. */
  fly(to: Camera): void {
    if (wantsLessMotion()) {
      this.#move(to);
      return;
    }
    this.#flight = { from: this.#camera, to, since: performance.now() };
    this.#ask();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
  }

  #move(camera: Camera): void {
    this.#flight = null;
    this.#set(camera);
  }

  #set(camera: Camera): void {
    if (!this.#whole) return;
    this.#camera = held(camera, this.bounds, this.#whole);
    this.onMove();
    this.#ask();
  }

  #ask(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame((now) => this.#paint(now));
  }

  #paint(now: number): void {
    if (this.#flight) {
      const { from, to, since } = this.#flight;
      const share = Math.max(0, Math.min(1, (now - since) / FLIGHT));
      if (share === 1) this.#flight = null;
      this.#set(between(from, to, share * (2 - share)));
      if (share < 1) this.#ask();
    }
    const context = this.canvas.getContext('2d', { alpha: false });
    if (!context || !this.#picture || !this.#content || !this.#whole) return;
    const { points, marks, colours } = this.#content;
    paintPoints(this.#picture, points, this.#camera, {
      radius: this.#radius(points.x.length),
      pixelRatio: this.#pixelRatio,
      colours,
    });
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.putImageData(this.#picture.image, 0, 0);
    context.setTransform(this.#pixelRatio, 0, 0, this.#pixelRatio, 0, 0);
    paintMarks(context, marks, { camera: this.#camera, size: this.#size, taken: this.#taken }, colours);
  }

  /** Device pixels: points are larger where there are few, and grow a little as one comes nearer. */
  #radius(count: number): number {
    const zoom = this.#camera.scale / (this.#whole?.scale ?? 1);
    const base = count > 8_000 ? 1.6 : count > 1_500 ? 2.1 : count > 300 ? 3 : 4.2;
    return Math.min(8, base * Math.max(0.8, zoom ** 0.35)) * this.#pixelRatio;
  }
}
