'use client';

import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { MAP_EXTENT } from '@/lib/store/map-extent';
import { followPointers } from './follow-pointers';
import { MapScene, type SceneContent } from './map-scene';
import { neighbourTowards, pointGrid, type Direction } from './point-grid';

/** CSS pixels that a pointer may be beside a point. */
const REACH = 14;
const KEY_ZOOM = 1.5;
const KEY_PAN = 80;
const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const PANS: Readonly<Record<Direction, [number, number]>> = {
  left: [KEY_PAN, 0],
  right: [-KEY_PAN, 0],
  up: [0, KEY_PAN],
  down: [0, -KEY_PAN],
};

export interface MapCanvasProps {
  content: SceneContent;
  /** The point whose card is shown, and where it came from; null for none. */
  pointed: Pointed | null;
  onPoint: (pointed: Pointed | null) => void;
  onOpen: () => void;
  /** Whether a drag draws an outline instead of moving the map. */
  drawing: boolean;
  /** Corners on the plane. */
  onOutline: (corners: [number, number][]) => void;
  onEscape: () => void;
  /** Drawn at the place of the point, in CSS pixels of the view. */
  card: (place: { x: number; y: number; width: number; height: number }) => ReactNode;
  children?: ReactNode;
}

export interface Pointed {
  /** Place among the points. */
  place: number;
  /** It stays until something else is pointed at. */
  pinned: boolean;
}

/** The map itself: what can be dragged, zoomed and walked through with the keys. */
export function MapCanvas(props: MapCanvasProps) {
  const { content, pointed, card, children, drawing } = props;
  const { map } = useMessages();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<MapScene | null>(null);
  const help = useId();
  const { x, y } = content.points;
  const grid = useMemo(() => pointGrid(x, y, MAP_EXTENT), [x, y]);
  const latest = useRef({ ...props, grid });
  useEffect(() => {
    latest.current = { ...props, grid };
  });
  const [cardAt, setCardAt] = useState<{ x: number; y: number; width: number; height: number } | null>(null);

  const placeCard = () => {
    const { pointed: at, content: shown } = latest.current;
    const view = scene.current;
    if (!at || !view) return setCardAt(null);
    const [sx, sy] = view.toScreen(shown.points.x[at.place] ?? 0, shown.points.y[at.place] ?? 0);
    setCardAt({ x: sx, y: sy, ...view.size });
  };
  const placing = useRef(placeCard);
  useEffect(() => {
    placing.current = placeCard;
  });

  useEffect(() => {
    const [element, around] = [canvas.current, frame.current];
    if (!element || !around) return;
    const made = new MapScene(element, boundsOf(latest.current.content), () => placing.current());
    scene.current = made;
    const observer = new ResizeObserver(() => {
      const { width, height } = around.getBoundingClientRect();
      made.resize({ width, height }, window.devicePixelRatio);
      placing.current();
    });
    observer.observe(around);
    const unfollow = followPointers(element, {
      isDrawing: (shift) => latest.current.drawing || shift,
      pan: (dx, dy) => made.pan(dx, dy),
      zoom: (factor, sx, sy) => made.zoom(factor, sx, sy),
      hover: (sx, sy) => {
        const place = found(made, sx, sy);
        const { pointed: before, onPoint } = latest.current;
        if (before?.pinned || before?.place === place) return;
        onPoint(place === null ? null : { place, pinned: false });
      },
      press: (sx, sy) => {
        const place = found(made, sx, sy);
        latest.current.onPoint(place === null ? null : { place, pinned: true });
      },
      leave: () => {
        if (!latest.current.pointed?.pinned) latest.current.onPoint(null);
      },
      draw: (path) => {
        const { content: shown } = latest.current;
        const corners = path.map(([sx, sy]) => made.toPlane(sx, sy));
        made.show({ ...shown, marks: { ...shown.marks, outline: corners } });
      },
      drawn: (path) => {
        if (path.length > 2) latest.current.onOutline(path.map(([sx, sy]) => made.toPlane(sx, sy)));
      },
    });
    const found = (view: MapScene, sx: number, sy: number) => {
      const [px, py] = view.toPlane(sx, sy);
      return latest.current.grid.nearest(px, py, REACH / view.camera.scale);
    };
    return () => {
      observer.disconnect();
      unfollow();
      made.close();
    };
  }, []);

  useEffect(() => scene.current?.show(content), [content]);
  useEffect(() => placing.current(), [pointed]);

  const onKeyDown = (event: KeyboardEvent) => {
    const view = scene.current;
    if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = ARROWS[event.key];
    if (event.key === '+' || event.key === '=') view.zoom(KEY_ZOOM);
    else if (event.key === '-') view.zoom(1 / KEY_ZOOM);
    else if (event.key === '0') view.reset();
    else if (event.key === 'Enter' && pointed) props.onOpen();
    else if (event.key === 'Escape') props.onEscape();
    else if (direction && event.shiftKey) view.pan(...PANS[direction]);
    else if (direction) walk(view, direction);
    else return;
    event.preventDefault();
  };

  const walk = (view: MapScene, direction: Direction) => {
    const { x: cx, y: cy } = view.camera;
    const place =
      pointed === null ? grid.nearest(cx, cy, MAP_EXTENT) : neighbourTowards(x, y, pointed.place, direction);
    if (place === null) return;
    props.onPoint({ place, pinned: true });
    view.reveal(x[place] ?? 0, y[place] ?? 0);
  };

  return (
    <div ref={frame} className="relative h-full min-h-0 w-full overflow-hidden bg-surface">
      <canvas
        ref={canvas}
        tabIndex={0}
        role="application"
        aria-label={map.label}
        aria-describedby={help}
        onKeyDown={onKeyDown}
        className={`absolute inset-0 h-full w-full touch-none select-none focus-visible:-outline-offset-4 ${drawing ? 'cursor-crosshair' : 'cursor-grab active:cursor-grabbing'}`}
      />
      <p id={help} className="sr-only">
        {map.keysHelp}
      </p>
      <div className="absolute right-3 bottom-3 flex flex-col overflow-hidden rounded-lg border border-line-strong bg-surface shadow-raised">
        <ZoomButton label={map.zoomIn} path="M3 8h10M8 3v10" onClick={() => scene.current?.zoom(KEY_ZOOM)} />
        <ZoomButton label={map.zoomOut} path="M3 8h10" onClick={() => scene.current?.zoom(1 / KEY_ZOOM)} />
        <ZoomButton
          label={map.reset}
          path="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"
          onClick={() => scene.current?.reset()}
        />
      </div>
      {children}
      {cardAt && pointed && card(cardAt)}
    </div>
  );
}

function ZoomButton({ label, path, onClick }: { label: string; path: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="flex size-10 items-center justify-center text-ink-soft not-first:border-t not-first:border-line hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2"
    >
      <svg
        aria-hidden="true"
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-current"
      >
        <path d={path} />
      </svg>
    </button>
  );
}

function boundsOf({ points: { x, y } }: SceneContent) {
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
