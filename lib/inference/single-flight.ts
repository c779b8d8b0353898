/**
 * A lazily loaded value: concurrent callers share one load, a loaded value is kept, a failed load is forgotten so
 * that the next caller tries again.
 *
 * @example const encoder = singleFlight(() => createEncoder(dir, identity, 2)); await encoder();
 */
export function singleFlight<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let flight: Promise<Value> | undefined;
  return function get() {
    if (!flight) {
      const started = load();
      flight = started;
      started.catch(() => {
        flight = undefined;
      });
    }
    return flight;
  };
}
