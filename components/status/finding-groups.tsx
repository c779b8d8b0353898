'use client';

import { Fragment, use, useId } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { withVisibleControls } from '@/components/text/visible-controls';
import type { FindingRow } from '@/lib/examination/finding-table';
import type { NamedFinding } from '@/lib/examination/types';

/** Findings with what must be mended first, then what is worth knowing; what is in order is folded away. */
export function FindingGroups({ findings }: { findings: readonly NamedFinding[] }) {
  const { examination: words } = useMessages();
  const of = (wanted: NamedFinding['state']) => findings.filter(({ state }) => state === wanted);
  const inOrder = of('ok');
  return (
    <>
      <Group heading={words.groups.failed} findings={of('failed')} mark="border-danger" />
      <Group heading={words.groups.warning} findings={of('warning')} mark="border-words" />
      {inOrder.length > 0 && (
        <details className="mt-6">
          <summary className="w-fit cursor-pointer rounded-sm py-1 text-sm text-ink-soft hover:text-ink">
            {words.inOrder(inOrder.length)}
          </summary>
          <dl className="mt-2 grid gap-x-6 gap-y-2 text-sm leading-relaxed sm:grid-cols-[minmax(9rem,1fr)_4fr]">
            {inOrder.map((finding, index) => (
              <div key={index} className="sm:contents">
                <dt className="text-ink-faint">
                  <CheckName of={finding} />
                </dt>
                <InOrder finding={finding} />
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

function InOrder({ finding }: { finding: NamedFinding }) {
  const { says, lang } = useSaid(finding);
  return (
    <dd lang={lang} className="wrap-anywhere text-ink">
      {withVisibleControls(says)}
    </dd>
  );
}

/** A finding in the language of the page, or as it came, in English. */
function useSaid(finding: NamedFinding): FindingRow & { lang: 'en' | undefined } {
  const { findings } = useMessages().examination;
  const said = findings === null ? null : use(findings())(finding);
  return said === null ? { ...finding, lang: 'en' } : { ...said, lang: undefined };
}

interface GroupProps {
  heading: string;
  findings: NamedFinding[];
  /** Colour of the line beside each. */
  mark: string;
}

function Group({ heading, findings, mark }: GroupProps) {
  const id = useId();
  if (findings.length === 0) return null;
  return (
    <>
      <h3 id={id} className="mt-6 text-sm font-semibold text-ink">
        {heading}
      </h3>
      <ul aria-labelledby={id} className="mt-2 space-y-3">
        {findings.map((finding, index) => (
          <li key={index} className={`border-l-2 pl-4 text-sm leading-relaxed ${mark}`}>
            <ToDo finding={finding} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ToDo({ finding }: { finding: NamedFinding }) {
  const { examination: words } = useMessages();
  const { path } = finding;
  const { says, mend, lang } = useSaid(finding);
  return (
    <>
      <p className="text-ink-faint">
        <CheckName of={finding} />
      </p>
      <p lang={lang} className="max-w-3xl wrap-anywhere text-ink">
        {withVisibleControls(says)}
      </p>
      {path !== undefined && !says.includes(path) && (
        <p className="font-mono text-xs wrap-anywhere text-ink-faint">{withVisibleControls(path)}</p>
      )}
      {/* Messages of the error table often say it already. */}
      {mend !== undefined && !says.includes(mend) && (
        <p className="mt-1 max-w-3xl wrap-anywhere text-ink-soft">
          {words.mend} <Mend text={mend} lang={lang} />
        </p>
      )}
    </>
  );
}

/** What to do, in which a command stands out as one: after `run:`, or in backticks. */
function Mend({ text, lang }: { text: string; lang: 'en' | undefined }) {
  const [, before = '', command, after = ''] = /^(.*\brun: )(.+?)( \(.*\))?$/is.exec(text) ?? [];
  const pieces = command === undefined ? text.split('`') : [before, command, after];
  return (
    <span lang={lang}>
      {pieces.map((piece, index) => (
        <Fragment key={index}>
          {index % 2 === 0 ? (
            withVisibleControls(piece)
          ) : (
            <code className="rounded bg-sunken box-decoration-clone px-1.5 py-0.5 font-mono text-[0.8125rem] text-ink">
              {withVisibleControls(piece)}
            </code>
          )}
        </Fragment>
      ))}
    </span>
  );
}

function CheckName({ of: { check } }: { of: NamedFinding }) {
  const names: Readonly<Record<string, string>> = useMessages().examination.checks;
  return names[check] ?? check;
}
