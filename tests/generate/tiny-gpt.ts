import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seededRandom } from '@/lib/statistics/random';
import { GraphBuilder, type Value } from '@/lib/models/onnx/graph-builder';
import { float32, int64 } from '@/lib/models/onnx/tensor';

const LAYERS = 2;
const HEADS = 2;
const WIDTH = 16;
const POSITIONS = 256;
/** One token a byte, and the end token. */
const VOCABULARY = 257;
export const END_TOKEN = 256;

/**
 * Writes a GPT-2 with two small layers of random weights in transformers.js layout: a real model for the real
 * runtime, whose texts mean nothing. Its tokens are the 256 bytes and the end token.
 */
export async function writeTinyGpt(dir: string, seed = 7): Promise<void> {
  await mkdir(path.join(dir, 'onnx'), { recursive: true });
  const settings = {
    model_type: 'gpt2',
    vocab_size: VOCABULARY,
    n_positions: POSITIONS,
    n_embd: WIDTH,
    n_layer: LAYERS,
    n_head: HEADS,
    eos_token_id: END_TOKEN,
  };
  await writeFile(path.join(dir, 'config.json'), JSON.stringify(settings));
  await writeFile(path.join(dir, 'tokenizer.json'), JSON.stringify(byteTokenizer()));
  await writeFile(
    path.join(dir, 'tokenizer_config.json'),
    JSON.stringify({
      tokenizer_class: 'GPT2Tokenizer',
      add_prefix_space: false,
      model_max_length: POSITIONS,
    }),
  );
  await writeFile(path.join(dir, 'onnx', 'model_quantized.onnx'), buildGraph(seed).encode('tests'));
}

function byteTokenizer(): object {
  const symbols: string[] = [];
  let next = 256;
  for (let byte = 0; byte < 256; byte += 1) {
    const prints = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    symbols.push(String.fromCodePoint(prints ? byte : next++));
  }
  const level = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  const end = { id: END_TOKEN, content: '<|endoftext|>', special: true, normalized: false };
  const vocabulary = [...symbols, end.content].map((symbol, id) => [symbol, id]);
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [{ ...end, single_word: false, lstrip: false, rstrip: false }],
    normalizer: null,
    pre_tokenizer: level,
    post_processor: null,
    decoder: level,
    model: { type: 'BPE', vocab: Object.fromEntries(vocabulary), merges: [], unk_token: null },
  };
}

function buildGraph(seed: number): GraphBuilder {
  const random = seededRandom(seed);
  const g = new GraphBuilder('tiny-gpt');
  const weights = (rows: number, columns: number, size = 0.6): Value =>
    g.constant(
      float32(
        Float32Array.from({ length: rows * columns }, () => (random() - 0.5) * size),
        [rows, columns],
      ),
    );
  const one = g.constant(int64([1]));
  const ids = g.input('input_ids', 'int64', ['batch', 'length']);
  const mask = g.input('attention_mask', 'int64', ['batch', 'total']);
  const positions = g.input('position_ids', 'int64', ['batch', 'length']);
  const norm = (x: Value): Value =>
    g.node('LayerNormalization', [x, g.constant(float32(new Array<number>(WIDTH).fill(1)))], {
      attributes: { axis: -1, epsilon: { float: 1e-5 } },
    });
  const words = weights(VOCABULARY, WIDTH, 2);
  let x = g.node('Add', [
    g.node('Gather', [words, ids]),
    g.node('Gather', [weights(POSITIONS, WIDTH, 1), positions]),
  ]);

  // 0 where a position may look, a large negative elsewhere: [length, total].
  const total = g.node('Gather', [g.node('Shape', [mask]), one], { attributes: { axis: 0 } });
  const keys = g.node('Range', [
    g.constant(int64([0], [])),
    g.node('Squeeze', [total]),
    g.constant(int64([1], [])),
  ]);
  const rows = g.node('Transpose', [positions]);
  const hidden = g.node('Cast', [g.node('Greater', [keys, rows])], { attributes: { to: 1 } });
  const bias = g.node('Mul', [hidden, g.constant(float32([-1e9], []))]);

  const split = g.constant(int64([0, 0, HEADS, WIDTH / HEADS]));
  const join = g.constant(int64([0, 0, WIDTH]));
  const scale = g.constant(float32([1 / Math.sqrt(WIDTH / HEADS)], []));
  const axes = ['batch', HEADS, 'any', WIDTH / HEADS] as const;
  for (let layer = 0; layer < LAYERS; layer += 1) {
    const input = norm(x);
    const heads = () =>
      g.node('Transpose', [g.node('Reshape', [g.node('MatMul', [input, weights(WIDTH, WIDTH)]), split])], {
        attributes: { perm: [0, 2, 1, 3] },
      });
    const query = heads();
    const grown = (['key', 'value'] as const).map((kind) => {
      const past = g.input(`past_key_values.${layer}.${kind}`, 'float32', axes);
      const present = g.node('Concat', [past, heads()], { attributes: { axis: 2 } });
      g.output(`present.${layer}.${kind}`, present, 'float32', axes);
      return present;
    });
    const [key, value] = grown as [Value, Value];
    const turned = g.node('Transpose', [key], { attributes: { perm: [0, 1, 3, 2] } });
    const scores = g.node('Add', [g.node('Mul', [g.node('MatMul', [query, turned]), scale]), bias]);
    const attended = g.node('MatMul', [g.node('Softmax', [scores], { attributes: { axis: -1 } }), value]);
    const joined = g.node('Reshape', [
      g.node('Transpose', [attended], { attributes: { perm: [0, 2, 1, 3] } }),
      join,
    ]);
    x = g.node('Add', [x, g.node('MatMul', [joined, weights(WIDTH, WIDTH)])]);
    const inner = g.node('Tanh', [g.node('MatMul', [norm(x), weights(WIDTH, 4 * WIDTH)])]);
    x = g.node('Add', [x, g.node('MatMul', [inner, weights(4 * WIDTH, WIDTH)])]);
  }
  // It writes ASCII unless it is made to write something else.
  const readable = Array.from({ length: VOCABULARY }, (_, token) => (token < 128 ? 0 : -30));
  const logits = g.node('Add', [
    g.node('MatMul', [norm(x), g.node('Transpose', [words])]),
    g.constant(float32(readable)),
  ]);
  g.output('logits', logits, 'float32', ['batch', 'length', VOCABULARY]);
  return g;
}
