// The ingest process of the web server: reads, cuts, embeds and commits what was uploaded, and ends when nothing waits.
import { config } from '@/lib/config';
import { runJobs } from '@/lib/jobs/run-jobs';

const stop = new AbortController();
// The server is gone or wants an end: after the batch in flight. What is left is done at the next start.
process.once('disconnect', () => stop.abort());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

await runJobs({ config: config(), signal: stop.signal });
// The channel to the server would keep this process alive.
process.exit(0);
