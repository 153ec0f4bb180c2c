/** From trace files, and from backends that keep traces, to spans. */
import type { Finding } from '#checks';
import { isAddress, pullTraces, ResourcePool, readTraces, type Span, shownAddress } from '#traces';
import { bytesOf, findFiles } from './files.ts';
import { findingOf } from './findings.ts';
import type { Place } from './outcome.ts';

const wanted = { pattern: '**/*', hidden: false, noun: 'trace file' };

export interface Evidence {
  readonly spans: readonly Span[];
  /** An error among them means that a recording could not be read. */
  readonly findings: readonly Finding[];
  /** For a message: `traces/run.jsonl`, `standard input`. */
  readonly where: string;
}

/** Files, folders (every file inside), globs, `-` for standard input, and addresses: `jaeger+http://…`. */
export async function readEvidence(
  names: readonly string[],
  { cwd, stdin, environment = {} }: Place,
): Promise<Evidence> {
  const spans: Span[] = [];
  const said: Finding[] = [];
  // One pool, so that a service is one resource whatever files it wrote to.
  const resources = new ResourcePool();
  const read = async (path: string, bytes: Uint8Array, named: boolean): Promise<void> => {
    const reading = await readTraces({ path, bytes }, resources);
    for (const span of reading.spans) spans.push(span);
    said.push(...reading.diagnostics.map(findingOf).map((finding) => (named ? finding : lenient(finding))));
  };

  if (names.includes('-')) await read('-', await stdin(), true);
  for (const address of names.filter(isAddress)) {
    const headers = environment.ASDRAWN_TRACES_HEADERS ?? '';
    const pulled = await pullTraces(address, { headers, resources });
    for (const span of pulled.spans) spans.push(span);
    said.push(...pulled.diagnostics.map(findingOf));
  }
  const found = await findFiles(
    names.filter((name) => name !== '-' && !isAddress(name)),
    cwd,
    wanted,
  );
  said.push(...found.findings);
  for (const { path, named } of found.files) {
    const bytes = await bytesOf(path, cwd);
    if (bytes instanceof Uint8Array) await read(path, bytes, named);
    else said.push(bytes);
  }
  return {
    spans,
    findings: said,
    where: names.map((name) => (name === '-' ? 'standard input' : shownAddress(name))).join(', '),
  };
}

/** A folder of recordings may hold a read-me; only who is named must be a recording. A damaged one stays an error. */
function lenient(finding: Finding): Finding {
  return finding.code === 'traces/not-a-trace' ? { ...finding, severity: 'warning' } : finding;
}
