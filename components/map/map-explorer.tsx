'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { passageAddress } from '@/components/search/passage-address';
import { addressOf, EMPTY_VIEW } from '@/components/search/view-state';
import type { MapAnswer } from '@/lib/api/map-answers';
import { reasonOf, selectOnMap } from '@/lib/client/api-client';
import type { Reason } from '@/lib/errors';
import { ChoicePanel } from './choice-panel';
import {
  chosenPoints,
  groupSizes,
  namedClusters,
  NOTHING,
  toggled,
  type Choice,
  type Grouping,
} from './chosen';
import { GroupList, type Group } from './group-list';
import { MapCanvas, type Pointed } from './map-canvas';
import type { SceneContent } from './map-scene';
import { MapNews } from './map-states';
import { mapColours } from './palette';
import { PassageCard } from './passage-card';
import { QueryBox } from './query-box';
import { useAppearance } from './use-appearance';
import type { DrawnMap } from './use-map';
import { usePassage } from './use-passage';
import { usePlace } from './use-place';

/** The map and everything one does with it. */
export function MapExplorer({ map, now, query }: { map: DrawnMap; now: MapAnswer | null; query: string }) {
  const { map: words } = useMessages();
  const router = useRouter();
  const { dark, forced } = useAppearance();
  const [by, setBy] = useState<Grouping>('cluster');
  const [choice, setChoice] = useState<Choice>(NOTHING);
  const [drawing, setDrawing] = useState(false);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [text, setText] = useState(query);
  const [keeping, setKeeping] = useState<{ busy: boolean; failed: Reason | null }>({
    busy: false,
    failed: null,
  });
  const { placed, busy, error } = usePlace(text);
  const passageId = pointed ? (map.points.passage[pointed.place] ?? null) : null;
  const answer = usePassage(passageId);

  const lit = useMemo(() => chosenPoints(map, choice), [map, choice]);
  const count = lit ? lit.reduce((sum, own) => sum + own, 0) : 0;
  const sizes = useMemo(() => groupSizes(map, by), [map, by]);
  const colours = useMemo(() => mapColours(sizes.length, { dark, forced }), [sizes.length, dark, forced]);
  const content = useMemo((): SceneContent => {
    const { x, y } = map.points;
    return {
      points: { x, y, group: map.points[by], lit },
      marks: {
        clusters: map.clusters,
        named: namedClusters(map, lit),
        inColour: by === 'cluster',
        placed,
        pointed: pointed && { x: x[pointed.place] ?? 0, y: y[pointed.place] ?? 0 },
        outline: choice.kind === 'outline' ? choice.corners : null,
        font: getComputedStyle(document.documentElement).getPropertyValue('--font-serif') || 'serif',
      },
      colours,
    };
  }, [map, by, lit, choice, placed, pointed, colours]);

  const nameOf = (number: number) =>
    by === 'collection'
      ? (map.collections[number] ?? '')
      : map.clusters[number]?.words.join(' · ') || words.unnamed(number + 1);
  const groups = sizes.map((size, number): Group => {
    const chosen = choice.kind === 'groups' && choice.by === by && choice.numbers.includes(number);
    return { number, name: nameOf(number), size, chosen };
  });

  const type = (next: string) => {
    setText(next);
    const address = next.trim() === '' ? '/map' : `/map?${new URLSearchParams({ q: next })}`;
    window.history.replaceState(null, '', address);
  };
  const choose = (next: Choice) => {
    setChoice(next);
    setKeeping({ busy: false, failed: null });
  };
  const search = async () => {
    const view = { ...EMPTY_VIEW, query: text.trim() };
    if (choice.kind === 'groups' && choice.by === 'collection') {
      router.push(
        addressOf({ ...view, collection: choice.numbers.map((number) => map.collections[number] ?? '') }),
      );
      return;
    }
    setKeeping({ busy: true, failed: null });
    try {
      const passages = map.points.passage.filter((_, place) => lit?.[place] === 1);
      const name = choice.kind === 'groups' ? choice.numbers.map(nameOf).join(', ').slice(0, 100) : '';
      const { id } = await selectOnMap({ passages, ...(name ? { name } : {}) });
      router.push(addressOf({ ...view, filter: `selection:${id}` }));
    } catch (thrown) {
      setKeeping({ busy: false, failed: reasonOf(thrown) });
    }
  };

  return (
    <main id="main" className="flex flex-col lg:h-[calc(100dvh-3.6rem)] lg:flex-row">
      <div className="h-[62dvh] min-h-80 shrink-0 border-b border-line lg:h-auto lg:min-w-0 lg:shrink lg:grow lg:border-r lg:border-b-0">
        <MapCanvas
          content={content}
          pointed={pointed}
          onPoint={setPointed}
          onOpen={() => {
            if (answer) router.push(passageAddress(answer.document.id, answer.passage.id, text.trim()));
          }}
          drawing={drawing}
          onOutline={(corners) => {
            setDrawing(false);
            choose({ kind: 'outline', corners });
          }}
          onEscape={() => {
            if (pointed) setPointed(null);
            else if (drawing) setDrawing(false);
            else choose(NOTHING);
          }}
          card={(place) =>
            answer && (
              <PassageCard
                answer={answer}
                pinned={pointed?.pinned ?? false}
                query={text.trim()}
                place={place}
                onClose={() => setPointed(null)}
              />
            )
          }
        >
          <button
            type="button"
            aria-pressed={drawing}
            onClick={() => setDrawing(!drawing)}
            className="absolute top-3 right-3 rounded-lg border border-line-strong bg-surface px-3 py-1.5 text-sm text-ink-soft shadow-raised hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
          >
            {words.lasso}
          </button>
          {drawing && (
            <p className="pointer-events-none absolute inset-x-0 top-14 mx-auto w-fit rounded-md bg-surface/90 px-3 py-1 text-sm text-ink-soft">
              {words.lassoHow}
            </p>
          )}
          {choice.kind !== 'nothing' && (
            <ChoicePanel
              count={count}
              busy={keeping.busy}
              failed={keeping.failed}
              onSearch={() => void search()}
              onClear={() => choose(NOTHING)}
            />
          )}
        </MapCanvas>
      </div>
      <div className="shrink-0 px-5 pt-5 pb-16 lg:w-88 lg:overflow-y-auto lg:px-6 lg:pb-8">
        <h1 className="font-serif text-2xl font-semibold">{words.heading}</h1>
        <p className="mt-1 text-sm text-ink-soft">{words.what}</p>
        <MapNews now={now} />
        <div className="mt-5 flex flex-col gap-4">
          <QueryBox text={text} placed={placed} busy={busy} error={error} onType={type} />
          <GroupList
            by={by}
            groups={groups}
            dark={dark}
            onBy={(next) => {
              setBy(next);
              if (choice.kind === 'groups') choose(NOTHING);
            }}
            onToggle={(number) => choose(toggled(choice, by, number))}
          />
        </div>
      </div>
    </main>
  );
}
