import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '@/lib/models/onnx/graph-builder';
import { Message } from '@/lib/models/onnx/protobuf';
import { float32, int64 } from '@/lib/models/onnx/tensor';

const hex = (message: Message) => message.encode().toString('hex');

describe('Message', () => {
  // The first three are the examples of protobuf.dev/programming-guides/encoding.
  it('encodes the documented examples', () => {
    expect(hex(new Message().int(1, 150))).toBe('089601');
    expect(hex(new Message().string(2, 'testing'))).toBe('120774657374696e67');
    expect(hex(new Message().message(3, new Message().int(1, 150)))).toBe('1a03089601');
    expect(hex(new Message().int(1, -2))).toBe('08feffffffffffffffff01');
    expect(hex(new Message().float(2, 1))).toBe('150000803f');
    expect(hex(new Message().int(16, 0))).toBe('800100');
  });
});

describe('GraphBuilder', () => {
  it('writes a model that ONNX Runtime loads and runs', async () => {
    const graph = new GraphBuilder('test');
    const x = graph.input('x', 'float32', ['n', 2]);
    const scaled = graph.node('Mul', [x, graph.constant(float32([2, 3]))]);
    const summed = graph.node('ReduceSum', [scaled, graph.constant(int64([1]))], {
      attributes: { keepdims: 0 },
    });
    graph.output('y', graph.node('LeakyRelu', [summed], { attributes: { alpha: { float: 0.5 } } }), 'float32', ['n']);
    const session = await InferenceSession.create(graph.encode('test'));
    const { y } = await session.run({ x: new Tensor('float32', [1, 1, -2, 0], [2, 2]) });
    expect(y?.dims).toEqual([2]);
    expect([...(y?.data as Float32Array)]).toEqual([5, -2]);
  });

  it('refuses a constant whose values do not fill its shape', () => {
    expect(() => float32([1, 2, 3], [2, 2])).toThrow(RangeError);
  });
});
