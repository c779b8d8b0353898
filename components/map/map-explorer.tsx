'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { passageAddress } from '@/components/search/passage-address';
import type { MapAnswer } from '@/lib/api/map-answers';
import { ChoicePanel } from './choice-panel';
import { NOTHING, toggled, type Grouping } from './chosen';
import { DrawButton } from './draw-button';
import { GroupList } from './group-list';
import { groupsOf } from './groups';
import { MapCanvas } from './map-canvas';
import { MapNews } from './map-states';
import { PassageCard } from './passage-card';
import type { Pointed } from './picking';
import { QueryBox } from './query-box';
import { useAppearance } from './use-appearance';
import { useChoice } from './use-choice';
import type { DrawnMap } from './use-map';
import { usePassage } from './use-passage';
import { usePlace } from './use-place';
import { useSceneContent } from './use-scene-content';

/** The map and everything one does with it. */
export function MapExplorer({ map, now, query }: { map: DrawnMap; now: MapAnswer | null; query: string }) {
  const { map: words } = useMessages();
  const router = useRouter();
  const appearance = useAppearance();
  const [by, setBy] = useState<Grouping>('cluster');
  const [drawing, setDrawing] = useState(false);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [text, setText] = useState(query);
  const { choice, choose, lit, count, search, busy: keeping, failed } = useChoice(map);
  const { placed, busy, error } = usePlace(text);
  const passageId = pointed ? (map.points.passage[pointed.place] ?? null) : null;
  const answer = usePassage(passageId);
  const content = useSceneContent(map, { by, lit, choice, placed, pointed, appearance });
  const groups = groupsOf(map, by, choice, words.unnamed);

  const type = (next: string) => {
    setText(next);
    const address = next.trim() === '' ? '/map' : `/map?${new URLSearchParams({ q: next })}`;
    window.history.replaceState(null, '', address);
  };
  const namesChosen = () => groups.filter(({ chosen }) => chosen).map(({ name }) => name);

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
          <DrawButton drawing={drawing} onToggle={() => setDrawing(!drawing)} />
          {choice.kind !== 'nothing' && (
            <ChoicePanel
              count={count}
              busy={keeping}
              failed={failed}
              onSearch={() => void search(text.trim(), namesChosen())}
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
            dark={appearance.dark}
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
