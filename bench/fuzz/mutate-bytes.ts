/** Changes to bytes, whatever they mean. */
import type { Random } from './random.ts';

type Mutation = (bytes: Uint8Array, other: Uint8Array, random: Random) => Uint8Array;

/** Lengths as binary formats write them, and what they are not. */
const claims: readonly Uint8Array[] = [
  ...['00000000', '00000001', '7fffffff', 'ffffffff', '0000ffff', '80000000'],
  ...['ffffffffffffffffff01', 'ffffffffff7f', '8080808080808080808080', '8000', 'ff7f'],
].map((hex) => Buffer.from(hex, 'hex'));

const texts: readonly Uint8Array[] = [
  ...['\0', '\ufeff', '\n', '\r\n', '"', '\\', '{', '}', '[', ']', ',', ':', '{"', '[[[[[[[[', '"\\ud800"', '1e999'],
  ...['null', '-', '\0\0\0\0\0\0\0\0', '{"resourceSpans":', '{"data":[', '}{', ']]]', '\u2028'],
].map((text) => Buffer.from(text));

const flipBits: Mutation = (bytes, _, random) => {
  const changed = Uint8Array.from(bytes);
  const times = 1 + random.below(8);
  for (let count = 0; count < times; count++) {
    const at = random.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
  }
  return changed;
};

const setBytes: Mutation = (bytes, _, random) => {
  const changed = Uint8Array.from(bytes);
  changed.fill(random.of([0, 0xff, 0x0a, 0x20, 0x80, 0x12, random.below(256)]), random.below(changed.length));
  const at = random.below(changed.length);
  return Buffer.concat([bytes.subarray(0, at), changed.subarray(at, at + random.below(16)), bytes.subarray(at)]);
};

const overwrite =
  (pieces: readonly Uint8Array[]): Mutation =>
  (bytes, _, random) => {
    const changed = Uint8Array.from(bytes);
    const piece = random.of(pieces);
    if (piece.length <= changed.length) changed.set(piece, random.below(changed.length - piece.length + 1));
    return changed;
  };

const insert =
  (pieces: readonly Uint8Array[]): Mutation =>
  (bytes, _, random) => {
    const at = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), random.of(pieces), bytes.subarray(at)]);
  };

const cut: Mutation = (bytes, _, random) => bytes.subarray(0, random.below(bytes.length + 1));

const cutBeginning: Mutation = (bytes, _, random) => bytes.subarray(random.below(bytes.length + 1));

const takeOut: Mutation = (bytes, _, random) => {
  const at = random.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(64))]);
};

const repeat: Mutation = (bytes, _, random) => {
  const at = random.below(bytes.length);
  const chunk = bytes.subarray(at, at + 1 + random.below(256));
  const times = 1 + random.below(random.chance(5) ? 300 : 4);
  return Buffer.concat([bytes.subarray(0, at), ...Array<Uint8Array>(times).fill(chunk), bytes.subarray(at)]);
};

const splice: Mutation = (bytes, other, random) =>
  Buffer.concat([bytes.subarray(0, random.below(bytes.length + 1)), other.subarray(random.below(other.length + 1))]);

const append: Mutation = (bytes, other, random) =>
  Buffer.concat([bytes, random.chance(50) ? Buffer.from('\n') : new Uint8Array(), other]);

const mutations: readonly Mutation[] = [
  ...[flipBits, flipBits, setBytes, overwrite(claims), overwrite(texts), insert(claims), insert(texts)],
  ...[cut, cut, cutBeginning, takeOut, repeat, splice, append],
];

/** Repeated, inputs must not grow without end. */
const longest = 200_000;

export function mutateBytes(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  return random.of(mutations)(bytes, other, random).subarray(0, longest);
}
