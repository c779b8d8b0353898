/** Parts of a path before the first that can be variable: `/api/v1/documents/`. */
const FIXED = 4;

/**
 * The pattern of a path whose variable parts are known, for labels of which there must be few. When a part cannot be found
 * again it is `other`: a caller must not be able to make labels.
 *
 * @example routePattern('/api/v1/documents/ab12', { id: 'ab12' }) // '/api/v1/documents/{id}'
 */
export function routePattern(path: string, params: Readonly<Record<string, string>>): string {
  const left = new Map(Object.entries(params).map(([name, value]) => [decoded(value), name]));
  const parts = path.split('/').map((part, index) => {
    const name = index < FIXED ? undefined : left.get(decoded(part));
    if (name === undefined) return part;
    left.delete(decoded(part));
    return `{${name}}`;
  });
  return left.size === 0 ? parts.join('/') : 'other';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (thrown) {
    if (thrown instanceof URIError) return part;
    throw thrown;
  }
}
