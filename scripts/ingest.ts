import { config } from '@/lib/config';
import { ingest } from '@/lib/ingest/ingest';
import { ingestCommand, toIngestOptions } from './ingest/options';
import { eventPrinter } from './ingest/print-events';
import { projectRoot } from './support/project-root';
import { runCommand, untilInterrupted } from './support/run-command';

/** Exit status when some documents failed and the others are ready (EX_DATAERR). */
const SOME_FAILED = 65;
const INTERRUPTED = 130;

/** `npm run ingest -- PATH…`: makes documents searchable. */
await runCommand(async () => {
  const command = ingestCommand();
  command.configureOutput({ writeErr: (text) => process.stderr.write(text) }).exitOverride((error) => {
    // Help ends well; a wrong option is a usage error (EX_USAGE).
    process.exit(error.exitCode === 0 ? 0 : 64);
  });
  command.parse();
  const options = toIngestOptions(command, {
    root: projectRoot,
    // npm runs scripts in the project's folder and says here where it was called.
    typedIn: process.env.INIT_CWD ?? process.cwd(),
    stdin: process.stdin,
  });
  const interrupted = new AbortController();
  void untilInterrupted().then(() => {
    console.error('Stopping after the batch in flight; run it again to go on from here.');
    interrupted.abort();
  });
  const emit = eventPrinter(process.stdout, { json: command.opts<{ json: boolean }>().json });
  const { failed } = await ingest(options, { config: config(), emit, signal: interrupted.signal });
  process.exit(interrupted.signal.aborted ? INTERRUPTED : failed > 0 ? SOME_FAILED : 0);
});
