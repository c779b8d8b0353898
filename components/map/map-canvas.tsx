'use client';

import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { keyDeed } from './map-keys';
import type { MapScene } from './map-scene';
import { pressed, walked } from './picking';
import type { Direction } from './point-grid';
import { useMapScene, type CardPlace, type SceneProps } from './use-map-scene';
import { ZoomButtons } from './zoom-buttons';

export interface MapCanvasProps extends SceneProps {
  onOpen: () => void;
  onEscape: () => void;
  /** Drawn at the place of the point. */
  card: (place: CardPlace) => ReactNode;
  children?: ReactNode;
}

/** The map itself: what can be dragged, zoomed and walked through with the keys. */
export function MapCanvas(props: MapCanvasProps) {
  const { content, pointed, card, children, drawing } = props;
  const { map } = useMessages();
  const { frame, canvas, scene, grid, cardAt } = useMapScene(props);
  const help = useId();

  const onKeyDown = (event: KeyboardEvent) => {
    const view = scene.current;
    const deed = keyDeed(event);
    if (!view || !deed || (deed.kind === 'open' && !pointed)) return;
    if (deed.kind === 'zoom') view.zoom(deed.factor);
    else if (deed.kind === 'pan') view.pan(deed.dx, deed.dy);
    else if (deed.kind === 'walk') walk(view, deed.direction);
    else if (deed.kind === 'reset') view.reset();
    else if (deed.kind === 'open') props.onOpen();
    else props.onEscape();
    event.preventDefault();
  };

  const walk = (view: MapScene, direction: Direction) => {
    const { x, y } = content.points;
    const place = walked({ x, y }, grid, view.camera, { from: pointed, direction });
    if (place === null) return;
    props.onPoint(pressed(place));
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
      <ZoomButtons onZoom={(factor) => scene.current?.zoom(factor)} onReset={() => scene.current?.reset()} />
      {children}
      {cardAt && pointed && card(cardAt)}
    </div>
  );
}
