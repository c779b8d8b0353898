import { GraphBuilder, NONE, type NodeOptions, type Value } from '@/lib/models/onnx/graph-builder';
import { float32, int64, int8, uint8, type Constant } from '@/lib/models/onnx/tensor';
import { MINILM } from './architecture';
import { dequantise, zeroPoint, type QuantisedWeight } from './tfjs-weights';

const ROOT = 'StatefulPartitionedCall/model/tf_bert_model/bert/';
const PRODUCER = 'recollect';
const MICROSOFT: NodeOptions = { domain: 'com.microsoft' };

/** Byte of an activation of 0, and the largest distance from it. */
const ACTIVATION_ZERO = 128;
const ACTIVATION_RANGE = 127;
/** Keeps the row scale of an all-zero row from being 0. */
const SMALLEST_ROW_MAXIMUM = 1e-9;

/**
 * The encoder of all-MiniLM-L6-v2 as an ONNX model (opset 17 with ONNX Runtime's com.microsoft operators).
 *
 * Inputs: input_ids, attention_mask, int64 [batch_size, sequence_length]. There is no token_type_ids: a single
 * text is always segment 0, whose embedding is folded into the positions.
 * Output: last_hidden_state, float32 [batch_size, sequence_length, 384].
 *
 * Matrix products run in 8 bits: weights as shipped, activations quantised row by row (one scale a token). A token's
 * numbers therefore depend on its own text only, never on what else is in the batch, and one token with large
 * values does not cost the others their precision.
 *
 * @param weights as read from the TensorFlow.js model
 */
export function buildMiniLmGraph(weights: ReadonlyMap<string, QuantisedWeight>): Buffer {
  const graph = new GraphBuilder('all-MiniLM-L6-v2');
  const encoder = new MiniLmGraph(graph, weights);
  const batch = ['batch_size', 'sequence_length'] as const;
  const ids = graph.input('input_ids', 'int64', batch);
  const mask = graph.input('attention_mask', 'int64', batch);
  const padding = graph.node('Cast', [mask], { attributes: { to: 6 } });
  let hidden = encoder.embeddings(ids);
  for (let layer = 0; layer < MINILM.layers; layer++) hidden = encoder.layer(layer, hidden, padding);
  graph.output('last_hidden_state', hidden, 'float32', [...batch, MINILM.hidden]);
  return graph.encode(PRODUCER);
}

class MiniLmGraph {
  constructor(
    private readonly graph: GraphBuilder,
    private readonly weights: ReadonlyMap<string, QuantisedWeight>,
  ) {}

  /** ids [b, s] → [b, s, 384]. The word table stays in 8 bits; only the rows in use become floats. */
  embeddings(ids: Value): Value {
    const { graph } = this;
    const words = this.weight('unknown');
    const rows = graph.node('Gather', [graph.constant(uint8(words.bytes, words.shape)), ids]);
    const word = graph.node('DequantizeLinear', [
      rows,
      graph.constant(float32([words.scale], [])),
      graph.constant(uint8([zeroPoint(words)], [])),
    ]);
    const length = graph.node('Gather', [
      graph.node('Shape', [ids]),
      graph.constant(int64([1])),
    ]);
    const zero = graph.constant(int64([0]));
    const positions = graph.node('Slice', [graph.constant(this.positions()), zero, length, zero]);
    return graph.node(
      'LayerNormalization',
      [graph.node('Add', [word, positions]), ...this.layerNorm(`${ROOT}embeddings`)],
      { attributes: { axis: -1, epsilon: { float: MINILM.layerNormEpsilon } } },
    );
  }

  /** One transformer layer, [b, s, 384] → [b, s, 384]; padding [b, s] int32 is 0 where a token is padding. */
  layer(index: number, hidden: Value, padding: Value): Value {
    const { graph } = this;
    const path = `${ROOT}encoder/layer_._${index}/`;
    const input = this.quantiseRows(hidden);
    const [query, key, value] = (['query', 'key', 'value'] as const).map((name) =>
      this.product(input, `${path}attention/self/${name}`),
    );
    const projections = ['query', 'key', 'value'].map((name) => this.bias(`${path}attention/self/${name}`));
    const attended = graph.node(
      'MultiHeadAttention',
      [query ?? NONE, key ?? NONE, value ?? NONE, graph.constant(concatenate(projections)), padding],
      { ...MICROSOFT, attributes: { num_heads: MINILM.heads } },
    );
    const attention = this.addAndNormalise(attended, hidden, `${path}attention/output`);
    const intermediate = `${path}intermediate/dense`;
    const activated = graph.node(
      'BiasGelu',
      [this.product(this.quantiseRows(attention), intermediate), graph.constant(this.bias(intermediate))],
      MICROSOFT,
    );
    return this.addAndNormalise(activated, attention, `${path}output`);
  }

  /** LayerNorm(dense(x) + bias + residual), whose dense layer and norm are under one path. */
  private addAndNormalise(x: Value, residual: Value, path: string): Value {
    const { graph } = this;
    const product = this.product(this.quantiseRows(x), `${path}/dense`);
    const [gamma, beta] = this.layerNorm(path);
    const bias = graph.constant(this.bias(`${path}/dense`));
    return graph.node('SkipLayerNormalization', [product, residual, gamma, beta, bias], {
      ...MICROSOFT,
      attributes: { epsilon: { float: MINILM.layerNormEpsilon } },
    });
  }

  /** x [b, s, n] → bytes [b, s, n] and their scale [b, s, 1]: x ≈ (byte - 128) * scale. */
  private quantiseRows(x: Value): QuantisedRows {
    const { graph } = this;
    const largest = graph.node('ReduceMax', [graph.node('Abs', [x])], { attributes: { axes: [-1] } });
    const safe = graph.node('Max', [largest, graph.constant(float32([SMALLEST_ROW_MAXIMUM], []))]);
    const scale = graph.node('Div', [safe, graph.constant(float32([ACTIVATION_RANGE], []))]);
    const bytes = graph.node('QuantizeLinear', [
      graph.node('Div', [x, scale]),
      graph.constant(float32([1], [])),
      graph.constant(uint8([ACTIVATION_ZERO], [])),
    ]);
    return { bytes, scale };
  }

  /** Product with a weight matrix [n, m], without bias: [b, s, n] → [b, s, m]. */
  private product({ bytes, scale }: QuantisedRows, path: string): Value {
    const { graph } = this;
    const weight = this.weight(`${path}/Tensordot/ReadVariableOp`);
    // The matrix products of ONNX Runtime are fastest for signed weights; byte - 128 changes nothing else.
    const signed = Int8Array.from(weight.bytes, (byte) => byte - 128);
    const product = graph.node(
      'MatMulIntegerToFloat',
      [
        bytes,
        graph.constant(int8(signed, weight.shape)),
        graph.constant(float32([1], [])),
        graph.constant(float32([weight.scale], [])),
        graph.constant(uint8([ACTIVATION_ZERO], [])),
        graph.constant(int8([zeroPoint(weight) - 128], [])),
      ],
      MICROSOFT,
    );
    return graph.node('Mul', [product, scale]);
  }

  /** Positions with the embedding of segment 0 added, [512, 384]. */
  private positions(): Constant {
    const table = dequantise(this.weight('unknown_0'));
    const segment = dequantise(this.weight('unknown_1'));
    const sums = table.map((value, index) => value + (segment[index % MINILM.hidden] ?? 0));
    return float32(sums, [MINILM.positions, MINILM.hidden]);
  }

  private bias(path: string): Constant {
    return float32(dequantise(this.weight(`${path}/BiasAdd/ReadVariableOp`)));
  }

  /** Gain and offset. */
  private layerNorm(path: string): [Value, Value] {
    const norm = `${path}/LayerNorm/batchnorm`;
    return [
      this.graph.constant(float32(dequantise(this.weight(`${norm}/mul/ReadVariableOp`)))),
      this.graph.constant(float32(dequantise(this.weight(`${norm}/ReadVariableOp`)))),
    ];
  }

  private weight(name: string): QuantisedWeight {
    const weight = this.weights.get(name);
    if (!weight) throw new Error(`The TensorFlow.js model has no weight ${name}`);
    return weight;
  }
}

interface QuantisedRows {
  bytes: Value;
  scale: Value;
}

function concatenate(parts: readonly Constant[]): Constant {
  const data = Buffer.concat(parts.map((part) => part.data));
  return { type: 'float32', shape: [data.byteLength / 4], data };
}
