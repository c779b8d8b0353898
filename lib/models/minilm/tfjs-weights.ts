import { z } from 'zod';

/**
 * Reader for the weights of a TensorFlow.js model: one binary file, cut by the manifest in model.json.
 * A quantised weight is stored as one byte per value; value = min + byte * scale.
 */
const manifestSchema = z.object({
  weightsManifest: z
    .array(
      z.object({
        weights: z.array(
          z.object({
            name: z.string(),
            shape: z.array(z.number().int().nonnegative()),
            dtype: z.enum(['float32', 'int32']),
            quantization: z
              .object({ dtype: z.literal('uint8'), min: z.number(), scale: z.number().positive() })
              .optional(),
          }),
        ),
      }),
    )
    .length(1),
});

/** A weight in affine 8-bit form: value = (byte - zeroPoint) * scale, where zeroPoint is whole for matrices. */
export interface QuantisedWeight {
  shape: readonly number[];
  bytes: Uint8Array;
  /** Value of byte 0. */
  min: number;
  scale: number;
}

/** Bytes of one value of an unquantised weight (float32 or int32). */
const PLAIN_BYTES = 4;

/**
 * @param modelJson text of model.json
 * @param data bytes of its only weight file; the weights returned are views into it
 * @returns the 8-bit weights by name; the few whole-number constants of the TensorFlow graph are left out
 * @throws Error when the manifest is not of this kind or does not cover the data exactly
 */
export function readTfjsWeights(modelJson: string, data: Uint8Array): Map<string, QuantisedWeight> {
  const manifest = manifestSchema.parse(JSON.parse(modelJson));
  const weights = new Map<string, QuantisedWeight>();
  let offset = 0;
  for (const group of manifest.weightsManifest) {
    for (const { name, shape, quantization } of group.weights) {
      const values = shape.reduce((product, axis) => product * axis, 1);
      const size = quantization ? values : values * PLAIN_BYTES;
      if (quantization) {
        const bytes = data.subarray(offset, offset + size);
        weights.set(name, { shape, bytes, min: quantization.min, scale: quantization.scale });
      }
      offset += size;
    }
  }
  if (offset !== data.byteLength) {
    throw new Error(`The weight manifest covers ${offset} bytes, the weight file has ${data.byteLength}`);
  }
  return weights;
}

/** The whole byte that stands for 0. @throws Error when 0 falls between two bytes */
export function zeroPoint(weight: QuantisedWeight): number {
  const exact = -weight.min / weight.scale;
  const rounded = Math.round(exact);
  if (Math.abs(exact - rounded) > 1e-3 || rounded < 0 || rounded > 255) {
    throw new Error(`The zero point ${exact} is not a whole byte`);
  }
  return rounded;
}

export function dequantise({ bytes, min, scale }: QuantisedWeight): Float32Array {
  return Float32Array.from(bytes, (byte) => min + byte * scale);
}
