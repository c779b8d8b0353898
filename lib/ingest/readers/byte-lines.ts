export interface ByteLine {
  /** Without its line end; empty when it was too long. */
  bytes: Buffer;
  /** From 1. */
  number: number;
  tooLong: boolean;
}

/**
 * Lines of a byte stream, never holding more than one line and one chunk: a line past the limit is thrown away as it
 * comes.
 *
 * @param maxBytes most bytes of a line
 */
export async function* byteLines(stream: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<ByteLine> {
  let parts: Buffer[] = [];
  let length = 0;
  let number = 1;
  const take = (): ByteLine => {
    const tooLong = length > maxBytes;
    const whole = tooLong ? Buffer.alloc(0) : Buffer.concat(parts);
    const bytes = whole.at(-1) === 0x0d ? whole.subarray(0, -1) : whole;
    parts = [];
    length = 0;
    return { bytes, number: number++, tooLong };
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      add(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    add(chunk.subarray(from));
  }
  if (length > 0) yield take();

  function add(part: Buffer): void {
    length += part.length;
    if (length > maxBytes) parts = [];
    else if (part.length > 0) parts.push(part);
  }
}
