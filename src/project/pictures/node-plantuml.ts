/** PlantUML by Java, where the user's project has node-plantuml installed. It is no dependency of asdrawn's. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PictureFormat } from './names.ts';

/** As much of it as is used: without an input it reads what is written to `in`. */
interface NodePlantuml {
  readonly generate: (options: { readonly format: PictureFormat }) => {
    readonly in: NodeJS.WritableStream;
    readonly out: NodeJS.ReadableStream;
  };
}

export type NodePlantumlProblem =
  | { readonly problem: 'not-installed' }
  | { readonly problem: 'rejected'; readonly line: number }
  | { readonly problem: 'failed'; readonly reason: string };

/** Java may take long to start. */
const limit = 60_000;

export async function drawByNodePlantuml(
  text: string,
  format: PictureFormat,
  cwd: string,
): Promise<Uint8Array | NodePlantumlProblem> {
  let file: string;
  try {
    file = createRequire(join(cwd, 'package.json')).resolve('node-plantuml');
  } catch {
    return { problem: 'not-installed' };
  }
  try {
    const loaded = (await import(pathToFileURL(file).href)) as { readonly default?: NodePlantuml } & NodePlantuml;
    const picture = await collected((loaded.default ?? loaded).generate({ format }), text);
    if (picture.length === 0) return { problem: 'failed', reason: 'it made nothing' };
    // PlantUML draws its errors.
    const line =
      format === 'svg' ? /\[From \S+ \(line (\d+)\) \]/.exec(new TextDecoder().decode(picture))?.[1] : undefined;
    return line === undefined ? picture : { problem: 'rejected', line: Number(line) };
  } catch (error) {
    return { problem: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function collected({ in: input, out }: ReturnType<NodePlantuml['generate']>, text: string): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`no answer within ${limit / 1000} s`)), limit);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      end();
    };
    const chunks: Buffer[] = [];
    out.on('data', (chunk: Buffer) => chunks.push(Buffer.from(chunk)));
    out.on('end', () => settle(() => done(Buffer.concat(chunks))));
    for (const stream of [input, out]) stream.on('error', (error) => settle(() => fail(error)));
    input.end(text);
  });
}
