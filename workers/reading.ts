// Worker of the ingest process: parses files. A damaged or hostile one can only hurt this thread, which is ended when
// it takes too long.
import { parsingHandlers } from '@/lib/ingest/parsing-worker';
import { serveWorker } from '@/lib/inference/serve-worker';

serveWorker(parsingHandlers);
