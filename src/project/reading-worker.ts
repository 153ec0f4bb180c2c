/** One thread's share of a large recording: reads a stretch of its lines, and hands back what they were reduced to. */
import { parentPort, workerData } from 'node:worker_threads';
import { CaseReducer, type CheckableDrawing, type ReducedPart, Shapes } from '#checks';
import { buffersOf, type LineRange, ResourcePool, rereadLine, streamLines } from '#traces';
import { FileSource } from './recordings.ts';

export interface ReadingTask {
  /** Absolute. */
  readonly path: string;
  readonly range: LineRange;
  readonly drawings: readonly CheckableDrawing[];
}

/** `remarkable` where something is to be said of the lines, which takes the number of each. */
export type ReadingShare = { readonly part: ReducedPart } | { readonly remarkable: true };

function readShare({ path, range, drawings }: ReadingTask): ReadingShare {
  const source = new FileSource(path);
  const resources = new ResourcePool();
  const reread = (place: number) => rereadLine(source, place, resources);
  const reducer = new CaseReducer({ shapes: new Shapes(drawings), reread });
  try {
    const { diagnostics } = streamLines(
      { path, source },
      { resources },
      (spans, place) => reducer.add(spans, place as number),
      range,
    );
    return diagnostics.length > 0 ? { remarkable: true } : { part: reducer.finishPart() };
  } finally {
    source.close();
  }
}

const share = readShare(workerData as ReadingTask);
parentPort?.postMessage(share, 'part' in share ? buffersOf(share.part.cases.cases) : []);
