/**
 * GPT-2 writes each byte of a token as one printable character: itself where it prints, else one from U+0100 on
 * (github.com/openai/gpt-2/blob/master/src/encoder.py, bytes_to_unicode).
 */
const BYTE_OF_SYMBOL = new Map<string, number>();
let next = 0x100;
for (let byte = 0; byte < 256; byte += 1) {
  const prints = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  BYTE_OF_SYMBOL.set(String.fromCodePoint(prints ? byte : next), byte);
  if (!prints) next += 1;
}

/** Bytes of a vocabulary entry: `Ġthe` is a space and `the`. A character that is no symbol stands for itself. */
export function bytesOfSymbols(symbols: string): Uint8Array {
  const bytes: number[] = [];
  for (const symbol of symbols) {
    const byte = BYTE_OF_SYMBOL.get(symbol);
    if (byte === undefined) bytes.push(...new TextEncoder().encode(symbol));
    else bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}
