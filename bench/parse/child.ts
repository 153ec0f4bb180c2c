/** One reader, one drawing, one process: writes the milliseconds of the first reading and the median of those after it. */
import { subjects } from './drawings.ts';
import { type ReaderName, readers } from './readers.ts';

const [reader, name, size, rounds] = process.argv.slice(2);
const { draw, path } = subjects.find((subject) => subject.name === name)!;
const text = draw(Number(size));
const read = await readers[reader as ReaderName]();
const times: number[] = [];
for (let round = 0; round <= Number(rounds); round++) {
  const began = performance.now();
  await read(path, text);
  times.push(performance.now() - began);
}
const [first = 0, ...warm] = times;
const median = warm.sort((a, b) => a - b)[warm.length >> 1];
process.stdout.write(JSON.stringify({ first, warm: median ?? first, bytes: text.length }));
