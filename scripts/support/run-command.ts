import { asRecollectError } from '@/lib/errors';

/**
 * Runs the body of a command. An error of the table is printed as it reads and gives its exit status; anything
 * else is printed with its stack, because it is a mistake in the program.
 */
export async function runCommand(body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (thrown) {
    const error = asRecollectError(thrown);
    if (error.code === 'internal') console.error(thrown);
    else console.error(`${error.message} [${error.code}]`);
    process.exit(error.exit);
  }
}

/** Milliseconds within which a second signal is the first one again, passed on by npm or tsx. */
const ECHO_MS = 1000;

/** Resolves at the first Ctrl-C (or SIGTERM); when closing takes long, another one ends the process at once. */
export async function untilInterrupted(): Promise<void> {
  await new Promise<void>((resolve) => {
    let first: number | undefined;
    const interrupt = () => {
      const now = performance.now();
      first ??= now;
      if (now - first > ECHO_MS) process.exit(130);
      resolve();
    };
    process.on('SIGINT', interrupt);
    process.on('SIGTERM', interrupt);
  });
}
