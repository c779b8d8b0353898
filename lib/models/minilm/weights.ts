import { float32, int8, uint8, type Constant } from '@/lib/models/onnx/tensor';
import { MINILM } from './architecture';
import { dequantise, zeroPoint, type QuantisedWeight } from './tfjs-weights';

const ROOT = 'StatefulPartitionedCall/model/tf_bert_model/bert/';
const EMBEDDINGS = { word: 'unknown', position: 'unknown_0', segment: 'unknown_1' } as const;

/** An affine 8-bit tensor: value = (byte - zeroPoint) * scale. */
export interface AffineConstant {
  bytes: Constant;
  scale: number;
  zeroPoint: number;
}

/** The layers of a block that end in a norm: their dense layer and LayerNorm are under this path. */
export type NormedPath = 'attention/output' | 'output';
export type DensePath =
  | 'attention/self/query'
  | 'attention/self/key'
  | 'attention/self/value'
  | 'attention/output/dense'
  | 'intermediate/dense'
  | 'output/dense';

/** MiniLM's weights under the names TensorFlow gave them, as constants of an ONNX graph. */
export class MiniLmWeights {
  constructor(private readonly tensors: ReadonlyMap<string, QuantisedWeight>) {}

  /** Word table, uint8 [30522, 384]. */
  words(): AffineConstant {
    const { bytes, shape, scale, zero } = this.affine(EMBEDDINGS.word);
    return { bytes: uint8(bytes, shape), scale, zeroPoint: zero };
  }

  /** Position table with the embedding of segment 0 added, float32 [512, 384]. */
  positions(): Constant {
    const segments = dequantise(this.tensor(EMBEDDINGS.segment));
    const positions = dequantise(this.tensor(EMBEDDINGS.position));
    const sums = positions.map((value, index) => value + (segments[index % MINILM.hidden] ?? 0));
    return float32(sums, [MINILM.positions, MINILM.hidden]);
  }

  /**
   * Weight matrix, int8 [in, out]. The matrix products of ONNX Runtime are fastest for signed weights; taking 128
   * from the bytes and from the zero point changes nothing else.
   */
  matrix(layer: number, path: DensePath): AffineConstant {
    const { bytes, shape, scale, zero } = this.affine(this.matrixName(layer, path));
    const signed = Int8Array.from(bytes, (byte) => byte - 128);
    return { bytes: int8(signed, shape), scale, zeroPoint: zero - 128 };
  }

  bias(layer: number, path: DensePath): Constant {
    return float32(this.biasValues(layer, path));
  }

  /**
   * Bias of the attention's output layer with the bias of its values folded in: attention weights add up to 1, so
   * W(A(v + b)) + c = W(Av) + (Wb + c).
   */
  attentionOutputBias(layer: number): Constant {
    const matrix = this.tensor(this.matrixName(layer, 'attention/output/dense'));
    const values = dequantise(matrix);
    const inputBias = this.biasValues(layer, 'attention/self/value');
    const bias = this.biasValues(layer, 'attention/output/dense');
    for (const [row, input] of inputBias.entries()) {
      for (let column = 0; column < MINILM.hidden; column++) {
        bias[column] = (bias[column] ?? 0) + input * (values[row * MINILM.hidden + column] ?? 0);
      }
    }
    return float32(bias);
  }

  embeddingNorm(): [gain: Constant, offset: Constant] {
    return this.norm(`${ROOT}embeddings`);
  }

  layerNorm(layer: number, path: NormedPath): [gain: Constant, offset: Constant] {
    return this.norm(`${layerRoot(layer)}${path}`);
  }

  private norm(path: string): [gain: Constant, offset: Constant] {
    const name = `${path}/LayerNorm/batchnorm`;
    return [
      float32(dequantise(this.tensor(`${name}/mul/ReadVariableOp`))),
      float32(dequantise(this.tensor(`${name}/ReadVariableOp`))),
    ];
  }

  private matrixName(layer: number, path: DensePath): string {
    return `${layerRoot(layer)}${path}/Tensordot/ReadVariableOp`;
  }

  private biasValues(layer: number, path: DensePath): Float32Array {
    return dequantise(this.tensor(`${layerRoot(layer)}${path}/BiasAdd/ReadVariableOp`));
  }

  private affine(name: string): QuantisedWeight & { zero: number } {
    const tensor = this.tensor(name);
    return { ...tensor, zero: zeroPoint(tensor) };
  }

  private tensor(name: string): QuantisedWeight {
    const tensor = this.tensors.get(name);
    if (!tensor) throw new Error(`The TensorFlow.js model has no weight ${name}`);
    return tensor;
  }
}

function layerRoot(layer: number): string {
  return `${ROOT}encoder/layer_._${layer}/`;
}
