'use client';

import { reasonIn } from '@/components/messages/reasons';
import { useMessages } from '@/components/messages/use-messages';
import type { MapAnswer } from '@/lib/api/map-answers';
import type { Reason } from '@/lib/errors';

/** What stands there while there is no map: how far it has come, or what to do. */
export function NoMap({ now, error }: { now: MapAnswer | null; error: Reason | null }) {
  const messages = useMessages();
  const { map } = messages;
  if (error !== null)
    return (
      <div role="alert">
        <p className="font-serif text-xl text-danger">{map.unavailable}</p>
        <p className="mt-1 text-ink-soft">{reasonIn(messages, error)}</p>
      </div>
    );
  if (now === null || now.createdAt !== null) return <p className="text-sm text-ink-faint">{map.loading}</p>;
  if (now.passages === 0)
    return <Command what={`${map.empty} ${map.emptyHow}`} command="npm run ingest -- PATH…" />;
  if (now.progress === null && !now.automatic) return <Command what={map.byHand} command="npm run map" />;
  return (
    <div role="status" className="w-full max-w-sm">
      <p className="font-serif text-xl text-ink">{now.progress === null ? map.waiting : map.computing}</p>
      <Progress share={now.progress ?? 0} className="mt-4" />
    </div>
  );
}

function Command({ what, command }: { what: string; command: string }) {
  return (
    <div className="max-w-md">
      <p className="font-serif text-xl text-ink">{what}</p>
      <pre className="mt-4 overflow-x-auto rounded-md bg-sunken px-4 py-3 font-mono text-sm text-ink">
        {command}
      </pre>
    </div>
  );
}

/** What is not yet as it should be with the map that is shown. */
export function MapNews({ now }: { now: MapAnswer | null }) {
  const { map } = useMessages();
  const again = now?.progress ?? null;
  const missing = now?.missing ?? 0;
  if (again === null && missing === 0) return null;
  return (
    <div role="status" className="mt-2 text-[0.8125rem] text-ink-soft">
      {missing > 0 && <p>{map.missing(missing)}</p>}
      {again !== null && (
        <>
          <p>{map.again}</p>
          <Progress share={again} className="mt-1.5" />
        </>
      )}
    </div>
  );
}

function Progress({ share, className }: { share: number; className: string }) {
  const { map } = useMessages();
  const percent = Math.round(100 * share);
  return (
    <div
      role="progressbar"
      aria-label={map.progress}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={`h-1.5 overflow-hidden rounded-full bg-sunken forced-colors:border ${className}`}
    >
      <div
        style={{ width: `${percent}%` }}
        className="h-full rounded-full bg-accent transition-[width] duration-500 forced-colors:bg-[Highlight]"
      />
    </div>
  );
}
