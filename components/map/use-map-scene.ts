'use client';

import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { MAP_EXTENT } from '@/lib/store/map-extent';
import { boundsOf } from './camera';
import { coveredBoxes } from './covered-boxes';
import { followPointers } from './follow-pointers';
import { MapScene, type SceneContent } from './map-scene';
import { hovered, left, pointAt, pressed, type Pointed } from './picking';
import { pointGrid, type PointGrid } from './point-grid';

/** A point in the view, and the view: CSS pixels. */
export interface CardPlace {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface SceneProps {
  content: SceneContent;
  /** The point whose card is shown, and where it came from; null for none. */
  pointed: Pointed | null;
  onPoint: (pointed: Pointed | null) => void;
  /** Whether a drag draws an outline instead of moving the map. */
  drawing: boolean;
  /** Corners on the plane. */
  onOutline: (corners: [number, number][]) => void;
}

interface SceneOnPage {
  frame: RefObject<HTMLDivElement | null>;
  canvas: RefObject<HTMLCanvasElement | null>;
  scene: RefObject<MapScene | null>;
  grid: PointGrid;
  /** Where the card of the point goes; null while there is none. */
  cardAt: CardPlace | null;
}

/** The scene of a canvas as long as it is on the page: as large as its frame, and moved by pointers. */
export function useMapScene(props: SceneProps): SceneOnPage {
  const { content, pointed, drawing } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<MapScene | null>(null);
  const { x, y } = content.points;
  const grid = useMemo(() => pointGrid(x, y, MAP_EXTENT), [x, y]);
  const latest = useRef({ ...props, grid });
  useEffect(() => {
    latest.current = { ...props, grid };
  });
  const [cardAt, setCardAt] = useState<CardPlace | null>(null);

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
    const made = new MapScene(element, boundsOf(latest.current.content.points), () => placing.current());
    scene.current = made;
    const observer = new ResizeObserver(() => {
      const { width, height } = around.getBoundingClientRect();
      made.resize({ width, height }, window.devicePixelRatio);
      made.keepClear(coveredBoxes(around));
      placing.current();
    });
    observer.observe(around);
    const unfollow = followPointers(element, {
      isDrawing: (shift) => latest.current.drawing || shift,
      pan: (dx, dy) => made.pan(dx, dy),
      zoom: (factor, sx, sy) => made.zoom(factor, sx, sy),
      hover: (sx, sy) => point((before) => hovered(before, found(sx, sy))),
      press: (sx, sy) => point(() => pressed(found(sx, sy))),
      leave: () => point(left),
      draw: (path) => {
        const { content: shown } = latest.current;
        const outline = path.map(([sx, sy]) => made.toPlane(sx, sy));
        made.show({ ...shown, marks: { ...shown.marks, outline } });
      },
      drawn: (path) => {
        if (path.length > 2) latest.current.onOutline(path.map(([sx, sy]) => made.toPlane(sx, sy)));
        else made.show(latest.current.content);
      },
      givenUp: () => made.show(latest.current.content),
    });
    const found = (sx: number, sy: number) => pointAt(latest.current.grid, made.toPlane(sx, sy), made.camera);
    const point = (next: (before: Pointed | null) => Pointed | null) => {
      const { pointed: before, onPoint } = latest.current;
      const after = next(before);
      if (after !== before) onPoint(after);
    };
    return () => {
      observer.disconnect();
      unfollow();
      made.close();
    };
  }, []);

  useEffect(() => {
    scene.current?.show(content);
    // Panels on the map come and go with what is chosen, and with drawing.
    if (frame.current) scene.current?.keepClear(coveredBoxes(frame.current));
  }, [content, drawing]);
  useEffect(() => placing.current(), [pointed]);
  return { frame, canvas, scene, grid, cardAt };
}
