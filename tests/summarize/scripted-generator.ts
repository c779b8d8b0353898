import type { GenerateRequest, Generator } from '@/lib/generate/types';

export interface ScriptedGenerator extends Pick<Generator, 'generate' | 'identity'> {
  /** What it was asked, in order. */
  readonly requests: GenerateRequest[];
}

/**
 * A generator that writes what it is told, whatever it was asked for: the worst model there can be.
 *
 * @param script its texts, one a request; or what it makes of a request
 */
export function scriptedGenerator(
  script: readonly string[] | ((request: GenerateRequest) => string),
): ScriptedGenerator {
  const requests: GenerateRequest[] = [];
  return {
    identity: { id: 'test/scripted', revision: '0', parameters: 0, contextTokens: 1024 },
    requests,
    generate(request, onText) {
      const text = typeof script === 'function' ? script(request) : (script[requests.length] ?? '');
      requests.push(request);
      for (const piece of text.split(/(?= )/)) if (piece !== '') onText?.(piece);
      const tokens = text.length;
      return Promise.resolve({ text, tokens, promptTokens: 1, finish: 'end', promptMs: 0, decodeMs: 0 });
    },
  };
}
