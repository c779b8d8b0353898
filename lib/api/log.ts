import pino, { type Logger } from 'pino';
import { config } from '@/lib/config';
import { originalStack } from './original-stack';

let current: Logger | undefined;

/**
 * The log of the web process: JSON lines on standard output.
 *
 * By rule no line holds the text of a document or of a query: paths are logged without their parameters, errors
 * with code and stack.
 */
export function log(): Logger {
  current ??= pino({
    level: config().logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: serialized },
  });
  return current;
}

/** As pino does it, with the stack in the sources. What was thrown may be no error at all. */
function serialized(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const line = pino.stdSerializers.err(thrown);
  return { ...line, stack: originalStack(line.stack) };
}
