'use client';

import { memo } from 'react';
import { useMessages } from '@/components/messages/use-messages';
import { MODES, type Mode } from './view-state';

/** Meaning, words, or both. */
export const ModeSwitch = memo(function ModeSwitch({
  mode,
  onChange,
}: {
  mode: Mode;
  onChange: (mode: Mode) => void;
}) {
  const { modes } = useMessages();
  const hints = { hybrid: modes.hybridHint, semantic: modes.semanticHint, lexical: modes.lexicalHint };
  return (
    <fieldset className="flex shrink-0 rounded-lg bg-sunken p-0.5 text-sm">
      <legend className="sr-only">{modes.legend}</legend>
      {MODES.map((name) => (
        <label
          key={name}
          title={hints[name]}
          className="relative rounded-md px-3 py-1.5 whitespace-nowrap text-ink-soft select-none hover:text-ink has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-checked:shadow-xs has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="mode"
            value={name}
            checked={mode === name}
            onChange={() => onChange(name)}
            className="absolute inset-0 cursor-pointer appearance-none opacity-0"
          />
          {name === 'hybrid' ? (
            <>
              <span className="sm:hidden">{modes.hybridShort}</span>
              <span className="hidden sm:inline">{modes.hybrid}</span>
            </>
          ) : (
            modes[name]
          )}
        </label>
      ))}
    </fieldset>
  );
});
