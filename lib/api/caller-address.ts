import { isIPv4, isIPv6 } from 'node:net';

/** The header in which the server tells its routes who has connected; what a caller sends under its name is replaced. */
export const ADDRESS_HEADER = 'x-recollect-address';

/**
 * What stands for the network a request comes from: the IPv4 address, or the first half of an IPv6 address, since
 * whoever has one of these has the other half as well.
 *
 * @example callerAddress(new Headers({ 'x-recollect-address': '::ffff:192.0.2.7' })) // '192.0.2.7'
 */
export function callerAddress(headers: Headers): string {
  const address = (headers.get(ADDRESS_HEADER) ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return 'unknown';
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const [first, last] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - (first?.length ?? 0) - (last?.length ?? 0) }, () => '0');
  const groups = address.includes('::') ? [...(first ?? []), ...zeros, ...(last ?? [])] : (first ?? []);
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
