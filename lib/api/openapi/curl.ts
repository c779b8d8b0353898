import { fullPath, type Operation } from './operation';

/**
 * The example of an operation as a command for a shell.
 *
 * @param server its address, without a slash at the end
 */
export function curlOf(operation: Operation, server: string): string {
  const { method, params = {}, bodies, example, answers } = operation;
  const filled = fullPath(operation).replace(
    /\{(\w+)\}/g,
    (_, name: string) => params[name]?.example ?? name,
  );
  const query = example.query ? `?${new URLSearchParams(example.query)}` : '';
  const streams = answers.some(({ contentType }) => contentType === 'text/event-stream');
  const options = [
    ...(streams ? ['-N'] : []),
    ...(method === 'get' || example.body ? [] : [`-X ${method.toUpperCase()}`]),
    ...(example.body && bodies ? ["-H 'content-type: application/json'"] : []),
    ...(example.body ? [`-d ${quoted(JSON.stringify(example.body))}`] : []),
  ];
  return ['curl', ...options, quoted(`${server}${filled}${query}`)].join(' ');
}

/** In single quotes, as a POSIX shell reads it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
