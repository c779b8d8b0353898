/**
 * The part of protocol buffers' wire format that ONNX files need (protobuf.dev/programming-guides/encoding): a
 * message is a sequence of fields, each a tag `number << 3 | wire type` and a payload.
 */
const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** Collects the fields of one message in order. Buffers given are kept, not copied, until `encode`. */
export class Message {
  private readonly parts: Uint8Array[] = [];

  /** An integer or enum field; negative values take ten bytes, as int64 does. */
  int(field: number, value: number): this {
    this.parts.push(tag(field, VARINT), varint(BigInt.asUintN(64, BigInt(value))));
    return this;
  }

  float(field: number, value: number): this {
    const payload = Buffer.alloc(4);
    payload.writeFloatLE(value);
    this.parts.push(tag(field, FIXED_32), payload);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.parts.push(tag(field, LENGTH_DELIMITED), varint(BigInt(value.byteLength)), value);
    return this;
  }

  string(field: number, value: string): this {
    return this.bytes(field, Buffer.from(value, 'utf8'));
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.encode());
  }

  encode(): Buffer {
    return Buffer.concat(this.parts);
  }
}

function tag(field: number, wireType: number): Uint8Array {
  return varint(BigInt((field << 3) | wireType));
}

/** Base-128 with the low group first; the high bit of a byte says that more follow. */
function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    const group = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? group | 0x80 : group);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
