/** The input of a number: a seed, changed once to a few times, perhaps packed before or after. */
import zlib from 'node:zlib';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateJson } from './mutate-json.ts';
import { Random } from './random.ts';
import type { Target } from './target.ts';

export function inputOf({ seeds, mutate }: Pick<Target, 'seeds' | 'mutate'>, seed: number, index: number): Uint8Array {
  const random = new Random(seed, index);
  let bytes = random.of(seeds);
  if (!mutate && random.chance(5)) bytes = packed(bytes, random);
  const times = 1 + random.below(4);
  for (let count = 0; count < times; count++) {
    const other = random.of(seeds);
    bytes = mutate
      ? mutate(bytes, other, random)
      : ((random.chance(50) ? mutateJson(bytes, other, random) : undefined) ?? mutateBytes(bytes, other, random));
  }
  return !mutate && random.chance(10) ? packed(bytes, random) : bytes;
}

function packed(bytes: Uint8Array, random: Random): Uint8Array {
  return random.chance(50) ? zlib.gzipSync(bytes, { level: 1 }) : zlib.zstdCompressSync(bytes);
}
