import { Message } from './protobuf';
import { DATA_TYPE, encodeTensor, type Constant, type DataType } from './tensor';

/** A named value flowing through the graph: an input, a constant or the output of a node. */
export type Value = string & { readonly __brand: 'onnx value' };

/** A float attribute must say so: in JavaScript 1 and 1.0 are the same. */
export type Attribute = number | string | readonly number[] | { float: number };

export interface NodeOptions {
  /** Operator set; the empty string is ONNX's own. */
  domain?: '' | 'com.microsoft';
  attributes?: Readonly<Record<string, Attribute>>;
}

/** An axis is a length, or a name for a length known only at run time. */
export type Axis = number | string;

const IR_VERSION = 8;
const OPSET_VERSION = 17;
const CONTRIB_VERSION = 1;

/** onnx.AttributeProto.AttributeType. */
const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, ints: 7 } as const;

/**
 * Builds an ONNX model node by node; nodes must be added in the order of computation.
 * Field numbers are those of onnx.proto3 (github.com/onnx/onnx/blob/main/onnx/onnx.proto3).
 */
export class GraphBuilder {
  private readonly nodes: Message[] = [];
  private readonly constants: Message[] = [];
  private readonly inputs: Message[] = [];
  private readonly outputs: Message[] = [];
  private counter = 0;

  constructor(private readonly name: string) {}

  input(name: string, type: DataType, shape: readonly Axis[]): Value {
    this.inputs.push(valueInfo(name, type, shape));
    return name as Value;
  }

  constant(value: Constant, name = this.fresh('constant')): Value {
    this.constants.push(encodeTensor(name, value));
    return name as Value;
  }

  /** Adds a node with one output. */
  node(operator: string, inputs: readonly Value[], options: NodeOptions = {}): Value {
    const output = this.fresh(operator) as Value;
    this.addNode(operator, inputs, [output], options);
    return output;
  }

  /** Declares a value as output of the graph under a name of its own. */
  output(name: string, value: Value, type: DataType, shape: readonly Axis[]): void {
    this.addNode('Identity', [value], [name as Value], {});
    this.outputs.push(valueInfo(name, type, shape));
  }

  /** The bytes of the .onnx file (ModelProto: ir_version 1, producer_name 2, graph 7, opset_import 8). */
  encode(producer: string): Buffer {
    const graph = new Message();
    for (const node of this.nodes) graph.message(1, node);
    graph.string(2, this.name);
    for (const constant of this.constants) graph.message(5, constant);
    for (const input of this.inputs) graph.message(11, input);
    for (const output of this.outputs) graph.message(12, output);
    return new Message()
      .int(1, IR_VERSION)
      .string(2, producer)
      .message(7, graph)
      .message(8, new Message().string(1, '').int(2, OPSET_VERSION))
      .message(8, new Message().string(1, 'com.microsoft').int(2, CONTRIB_VERSION))
      .encode();
  }

  /** NodeProto: input 1, output 2, name 3, op_type 4, attribute 5, domain 7. */
  private addNode(
    operator: string,
    inputs: readonly Value[],
    outputs: readonly Value[],
    { domain = '', attributes = {} }: NodeOptions,
  ): void {
    const node = new Message();
    for (const input of inputs) node.string(1, input);
    for (const output of outputs) node.string(2, output);
    node.string(3, this.fresh(`${operator}_node`)).string(4, operator);
    for (const [name, value] of Object.entries(attributes)) node.message(5, encodeAttribute(name, value));
    if (domain !== '') node.string(7, domain);
    this.nodes.push(node);
  }

  private fresh(prefix: string): string {
    return `${prefix}_${this.counter++}`;
  }
}

/** AttributeProto: name 1, f 2, i 3, s 4, ints 8, type 20. */
function encodeAttribute(name: string, value: Attribute): Message {
  const message = new Message().string(1, name);
  if (typeof value === 'number') return message.int(3, value).int(20, ATTRIBUTE_TYPE.int);
  if (typeof value === 'string') return message.string(4, value).int(20, ATTRIBUTE_TYPE.string);
  if ('float' in value) return message.float(2, value.float).int(20, ATTRIBUTE_TYPE.float);
  for (const item of value) message.int(8, item);
  return message.int(20, ATTRIBUTE_TYPE.ints);
}

/** ValueInfoProto (name 1, type 2) of a TypeProto.Tensor (elem_type 1, shape 2) with its dimensions. */
function valueInfo(name: string, type: DataType, shape: readonly Axis[]): Message {
  const dimensions = new Message();
  for (const axis of shape) {
    const dimension = new Message();
    dimensions.message(1, typeof axis === 'number' ? dimension.int(1, axis) : dimension.string(2, axis));
  }
  const tensor = new Message().int(1, DATA_TYPE[type]).message(2, dimensions);
  return new Message().string(1, name).message(2, new Message().message(1, tensor));
}
