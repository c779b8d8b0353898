import { config } from '@/lib/config';
import { runtime } from '@/lib/runtime';
import type { ApiKey } from '@/lib/store/api-keys';
import type { Scope } from '@/lib/store/scopes';
import { authorize } from './authorize';
import { callerAddress } from './caller-address';
import { rateLimit } from './rate-limit';

/**
 * Lets a request in that has the key it needs, and counts it for that key, or else for the address it came from.
 *
 * @returns headers that tell how many more are answered
 * @throws RecollectError as authorize, and `rate_limited`
 */
export async function admit(
  headers: Headers,
  { scope, anyRate }: { scope: Scope | 'nothing'; anyRate: boolean },
): Promise<Record<string, string>> {
  const settings = config();
  const limit = anyRate ? null : rateLimit(settings);
  const fromAddress = async () => (await limit?.count(`address:${callerAddress(headers)}`)) ?? {};
  if (scope === 'nothing') return fromAddress();
  let key: ApiKey | null;
  try {
    key = await authorize(headers, scope, settings, async () => (await runtime()).store);
  } catch (thrown) {
    // Guessing keys is counted too.
    await fromAddress();
    throw thrown;
  }
  return key === null ? fromAddress() : ((await limit?.count(`key:${key.id}`)) ?? {});
}
