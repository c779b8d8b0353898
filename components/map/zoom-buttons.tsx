'use client';

import { useMessages } from '@/components/messages/use-messages';
import { ZOOM_STEP } from './map-keys';

/** Zoom for whoever has neither wheel nor keys, and the way back to everything. */
export function ZoomButtons({ onZoom, onReset }: { onZoom: (factor: number) => void; onReset: () => void }) {
  const { map } = useMessages();
  return (
    <div
      data-over-map=""
      className="absolute right-3 bottom-3 flex flex-col overflow-hidden rounded-lg border border-line-strong bg-surface shadow-raised"
    >
      <ZoomButton label={map.zoomIn} path="M3 8h10M8 3v10" onClick={() => onZoom(ZOOM_STEP)} />
      <ZoomButton label={map.zoomOut} path="M3 8h10" onClick={() => onZoom(1 / ZOOM_STEP)} />
      <ZoomButton
        label={map.reset}
        path="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"
        onClick={onReset}
      />
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
