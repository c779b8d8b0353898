import { Message } from './protobuf';

/** onnx.TensorProto.DataType, the members used here. */
export const DATA_TYPE = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
export type DataType = keyof typeof DATA_TYPE;

/** A constant of the graph; `data` holds its values row by row, little-endian. */
export interface Constant {
  type: DataType;
  /** Empty for a scalar. */
  shape: readonly number[];
  data: Uint8Array;
}

export function float32(values: readonly number[] | Float32Array, shape?: readonly number[]): Constant {
  return constant('float32', Float32Array.from(values), shape);
}

export function int8(values: readonly number[] | Int8Array, shape?: readonly number[]): Constant {
  return constant('int8', Int8Array.from(values), shape);
}

export function uint8(values: readonly number[] | Uint8Array, shape?: readonly number[]): Constant {
  return constant('uint8', Uint8Array.from(values), shape);
}

export function int64(values: readonly number[], shape?: readonly number[]): Constant {
  return constant('int64', BigInt64Array.from(values, BigInt), shape);
}

/** onnx.TensorProto: dims = 1, data_type = 2, name = 8, raw_data = 9. */
export function encodeTensor(name: string, { type, shape, data }: Constant): Message {
  const message = new Message();
  for (const size of shape) message.int(1, size);
  return message.int(2, DATA_TYPE[type]).string(8, name).bytes(9, data);
}

/** Without a shape, one axis of all values. */
function constant(
  type: DataType,
  values: Float32Array | Int8Array | Uint8Array | BigInt64Array,
  shape: readonly number[] = [values.length],
): Constant {
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (size !== values.length) {
    throw new RangeError(`A constant of shape [${shape.join(', ')}] has ${size} values, not ${values.length}`);
  }
  return { type, shape, data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
}
