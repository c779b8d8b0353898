// Sum of -log p over windows of tokens, from the exported model by ONNX Runtime: evaluate.py divides it by bytes.
// usage: node onnx-bits-per-byte.mjs MODEL.onnx WINDOWS.json   (a list of lists of token ids)
// Prints {"nats", "tokens"}; the first token of a window is context only.
import { readFileSync } from 'node:fs';

import * as ort from 'onnxruntime-node';

const [modelPath, windowsPath] = process.argv.slice(2);
const session = await ort.InferenceSession.create(modelPath);
const windows = JSON.parse(readFileSync(windowsPath, 'utf8'));

const int64 = (values, dims) => new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);

/** Empty caches, with the heads and widths that the model declares. */
const emptyPast = Object.fromEntries(
  session.inputMetadata
    .filter(({ name }) => name.startsWith('past_key_values.'))
    .map(({ name, shape }) => [name, new ort.Tensor('float32', new Float32Array(0), [1, shape[1], 0, shape[3]])]),
);

/** -log p of `target` under one position's logits, in nats. */
function loss(logits, target) {
  const largest = logits.reduce((most, value) => Math.max(most, value), -Infinity);
  const sum = logits.reduce((total, value) => total + Math.exp(value - largest), 0);
  return Math.log(sum) + largest - logits[target];
}

let nats = 0;
let tokens = 0;
for (const window of windows) {
  const ids = window.slice(0, -1);
  const dims = [1, ids.length];
  const feeds = {
    ...emptyPast,
    input_ids: int64(ids, dims),
    attention_mask: int64(
      ids.map(() => 1),
      dims,
    ),
    position_ids: int64(ids.keys(), dims),
    // All positions' logits.
    num_logits_to_keep: int64([0], []),
  };
  const { logits } = await session.run(feeds, ['logits']);
  const width = logits.dims[2];
  ids.forEach((_, at) => {
    nats += loss(logits.data.subarray(at * width, (at + 1) * width), window[at + 1]);
  });
  tokens += ids.length;
}
console.log(JSON.stringify({ nats, tokens }));
