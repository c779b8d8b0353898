import { GraphBuilder, type Attribute, type Value } from '@/lib/models/onnx/graph-builder';
import { DATA_TYPE, float32, int64, int8, uint8 } from '@/lib/models/onnx/tensor';
import { MINILM } from './architecture';
import type { DensePath, MiniLmWeights, NormedPath } from './weights';

const PRODUCER = 'recollect';
const HEAD_SIZE = MINILM.hidden / MINILM.heads;

/** Activations are bytes around 128, at most 127 away from it. */
const ACTIVATION_ZERO = 128;
const ACTIVATION_STEP = 1 / 127;

/** Added to the attention score of padding; large enough to vanish in the softmax. */
const PADDING_SCORE = -10_000;

/**
 * The encoder of all-MiniLM-L6-v2 as an ONNX model (opset 17 and ONNX Runtime's com.microsoft operators).
 *
 * Inputs: input_ids, attention_mask, int64 [batch_size, sequence_length]. There is no token_type_ids: a single
 * text is always segment 0, whose embedding is folded into the positions.
 * Output: last_hidden_state, float32 [batch_size, sequence_length, 384].
 *
 * Matrix products run in 8 bits: weights as shipped, activations quantised row by row (one scale a token). A token's
 * numbers therefore depend on its own text only, never on what else is in the batch, and one token with large
 * values does not cost the others their precision. Between the layers all tokens of the batch stand in one
 * matrix [rows, 384], because QuantizeLinear takes one scale a row only along the first axis.
 */
export function buildMiniLmGraph(weights: MiniLmWeights): Buffer {
  const graph = new GraphBuilder('all-MiniLM-L6-v2');
  const batch = ['batch_size', 'sequence_length'] as const;
  const ids = graph.input('input_ids', 'int64', batch);
  const mask = graph.input('attention_mask', 'int64', batch);
  const encoder = new MiniLmEncoder(graph, weights, ids, mask);
  let rows = encoder.embeddings();
  for (let layer = 0; layer < MINILM.layers; layer++) rows = encoder.layer(layer, rows);
  graph.output('last_hidden_state', encoder.perText(rows), 'float32', [...batch, MINILM.hidden]);
  return graph.encode(PRODUCER);
}

/** Bytes [rows, n] and the largest absolute value of each row, [rows, 1]: x ≈ (byte - 128) / 127 * largest. */
interface QuantisedRows {
  bytes: Value;
  largest: Value;
}

class MiniLmEncoder {
  /** [2]: batch size, sequence length. */
  private readonly shape: Value;
  /** ACTIVATION_ZERO for every row, [rows]. */
  private readonly rowZeros: Value;
  /** [batch, 1, 1, sequence]: 0, or PADDING_SCORE where there is no token. */
  private readonly paddingScores: Value;

  constructor(
    private readonly graph: GraphBuilder,
    private readonly weights: MiniLmWeights,
    private readonly ids: Value,
    mask: Value,
  ) {
    this.shape = graph.node('Shape', [ids]);
    const rows = this.node('ReduceProd', [this.shape], { keepdims: 1 });
    this.rowZeros = graph.node('Expand', [graph.constant(uint8([ACTIVATION_ZERO])), rows]);
    const present = this.node('Cast', [graph.node('Unsqueeze', [mask, graph.constant(int64([1, 2]))])], {
      to: DATA_TYPE.float32,
    });
    this.paddingScores = graph.node('Mul', [
      graph.node('Sub', [this.scalar(1), present]),
      this.scalar(PADDING_SCORE),
    ]);
  }

  /** → [rows, 384]. The word table stays in 8 bits in memory; only the rows in use become floats. */
  embeddings(): Value {
    const { graph, weights } = this;
    const words = weights.words();
    const word = graph.node('DequantizeLinear', [
      graph.node('Gather', [graph.constant(words.bytes), this.ids]),
      this.scalar(words.scale),
      graph.constant(uint8([words.zeroPoint], [])),
    ]);
    const length = graph.node('Gather', [this.shape, graph.constant(int64([1]))]);
    const zero = graph.constant(int64([0]));
    const positions = graph.node('Slice', [graph.constant(weights.positions()), zero, length, zero]);
    const sum = graph.node('Add', [word, positions]);
    const rows = graph.node('Reshape', [sum, graph.constant(int64([-1, MINILM.hidden]))]);
    return this.normalise(rows, weights.embeddingNorm());
  }

  /** One transformer layer, [rows, 384] → [rows, 384]. */
  layer(layer: number, rows: Value): Value {
    const { graph, weights } = this;
    const attended = this.attention(layer, this.quantise(rows));
    const attentionBias = graph.constant(weights.attentionOutputBias(layer));
    const attention = this.addAndNormalise(layer, 'attention/output', attended, attentionBias, rows);
    const widened = this.product(layer, 'intermediate/dense', this.quantise(attention));
    const activated = graph.node(
      'BiasGelu',
      [widened, graph.constant(weights.bias(layer, 'intermediate/dense'))],
      { domain: 'com.microsoft' },
    );
    const outputBias = graph.constant(weights.bias(layer, 'output/dense'));
    return this.addAndNormalise(layer, 'output', activated, outputBias, attention);
  }

  /** [rows, 384] → [batch, sequence, 384]. */
  perText(rows: Value): Value {
    return this.graph.node('Reshape', [rows, this.shapeWith(MINILM.hidden)]);
  }

  /**
   * Self-attention of 12 heads of 32, without its output layer: softmax(q kᵀ / √32 + padding) v.
   * Two biases are not here: the keys' adds the same to all scores of a query, which the softmax takes out again;
   * the values' is folded into the output layer's.
   */
  private attention(layer: number, input: QuantisedRows): Value {
    const { graph } = this;
    const queryProduct = this.product(layer, 'attention/self/query', input);
    const queryBias = graph.constant(this.weights.bias(layer, 'attention/self/query'));
    const query = this.perHead(graph.node('Add', [queryProduct, queryBias]), [0, 2, 1, 3]);
    const key = this.perHead(this.product(layer, 'attention/self/key', input), [0, 2, 3, 1]);
    const value = this.perHead(this.product(layer, 'attention/self/value', input), [0, 2, 1, 3]);
    const scores = graph.node('FusedMatMul', [query, key], {
      domain: 'com.microsoft',
      attributes: { alpha: { float: 1 / Math.sqrt(HEAD_SIZE) } },
    });
    const attention = this.node('Softmax', [graph.node('Add', [scores, this.paddingScores])], { axis: -1 });
    const mixed = this.node('Transpose', [graph.node('MatMul', [attention, value])], { perm: [0, 2, 1, 3] });
    return graph.node('Reshape', [mixed, graph.constant(int64([-1, MINILM.hidden]))]);
  }

  /** [rows, 384] → [batch, sequence, 12, 32], then the axes in another order. */
  private perHead(rows: Value, order: readonly number[]): Value {
    const split = this.graph.node('Reshape', [rows, this.shapeWith(MINILM.heads, HEAD_SIZE)]);
    return this.node('Transpose', [split], { perm: order });
  }

  /** LayerNorm(dense(x) + bias + residual). Plain operators: SkipLayerNormalization measured three times slower. */
  private addAndNormalise(
    layer: number,
    path: NormedPath,
    x: Value,
    bias: Value,
    residual: Value,
  ): Value {
    const { graph } = this;
    const dense = graph.node('Add', [this.product(layer, `${path}/dense`, this.quantise(x)), bias]);
    return this.normalise(graph.node('Add', [dense, residual]), this.weights.layerNorm(layer, path));
  }

  private normalise(rows: Value, [gain, offset]: ReturnType<MiniLmWeights['embeddingNorm']>): Value {
    return this.node('LayerNormalization', [rows, this.graph.constant(gain), this.graph.constant(offset)], {
      axis: -1,
      epsilon: { float: MINILM.layerNormEpsilon },
    });
  }

  /** A row of zeros has scale 0 and meaningless bytes, which `product` multiplies by 0 again. */
  private quantise(rows: Value): QuantisedRows {
    const { graph } = this;
    const largest = this.node('ReduceMax', [graph.node('Abs', [rows])], { axes: [-1] });
    const scales = graph.node('Reshape', [
      graph.node('Mul', [largest, this.scalar(ACTIVATION_STEP)]),
      graph.constant(int64([-1])),
    ]);
    return { bytes: this.node('QuantizeLinear', [rows, scales, this.rowZeros], { axis: 0 }), largest };
  }

  /** Product with a weight matrix [n, m], without bias: [rows, n] → [rows, m]. */
  private product(layer: number, path: DensePath, { bytes, largest }: QuantisedRows): Value {
    const { graph } = this;
    const matrix = this.weights.matrix(layer, path);
    const product = graph.node(
      'MatMulIntegerToFloat',
      [
        bytes,
        graph.constant(matrix.bytes),
        this.scalar(ACTIVATION_STEP),
        this.scalar(matrix.scale),
        graph.constant(uint8([ACTIVATION_ZERO], [])),
        graph.constant(int8([matrix.zeroPoint], [])),
      ],
      { domain: 'com.microsoft' },
    );
    return graph.node('Mul', [product, largest]);
  }

  /** Shape [batch, sequence, ...axes] as a value. */
  private shapeWith(...axes: number[]): Value {
    return this.node('Concat', [this.shape, this.graph.constant(int64(axes))], { axis: 0 });
  }

  private scalar(value: number): Value {
    return this.graph.constant(float32([value], []));
  }

  private node(operator: string, inputs: readonly Value[], attributes: Record<string, Attribute>): Value {
    return this.graph.node(operator, inputs, { attributes });
  }
}
