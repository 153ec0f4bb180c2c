import type { Finding, Outcome } from '#project';
import { findingsReport, type ReportOptions, type Reports } from '#reports';
import { wantsColors } from './colors.ts';
import { Failure } from './failure.ts';
import { type OutputWish, writeReport } from './outputs.ts';
import { type Context, type Output, write } from './surroundings.ts';

/** Renders an outcome in every wished-for format, and returns the exit status. */
export async function deliver<Result>(
  outcome: Outcome<Result>,
  reports: Reports<Result>,
  wishes: readonly OutputWish[],
  colorFlag: boolean,
  context: Context,
): Promise<number> {
  const { stdout, stderr } = context.streams;
  for (const { format, file } of wishes) {
    const report = await reports[format]?.();
    if (!report) throw new Failure(`there is no ${format} report of this`);
    // Into a file go no colours, whatever the terminal can do.
    const text = report(outcome.result, reportOptions(outcome, file ? undefined : stdout, colorFlag, context));
    if (file === undefined) await write(stdout, text);
    else await save(file, text, context);
  }
  const { code, meaning, permitted = false } = outcome.exit;
  const toldAlready = wishes.some(({ format, file }) => format === 'pretty' && file === undefined);
  const files = wishes.map(({ file }) => file).filter((file) => file !== undefined);
  const written = files.length > 0 ? `; see ${files.join(', ')}` : '';
  const worthTelling = code !== 0 || permitted || files.length > 0;
  if (!toldAlready && worthTelling) await write(stderr, `asdrawn: ${meaning}${written} (exit status ${code})\n`);
  return code;
}

async function save(file: string, text: string, context: Context): Promise<void> {
  try {
    await writeReport(file, text, context.cwd);
  } catch (error) {
    const { reasonOf } = await import('#project');
    throw new Failure(`a report cannot be written: ${file} ${reasonOf(error)}`);
  }
}

/** Findings that a result has no room for, to standard error. */
export async function tellFindings(
  findings: readonly Finding[],
  outcome: Outcome<unknown>,
  colorFlag: boolean,
  context: Context,
): Promise<void> {
  if (findings.length === 0) return;
  const report = await findingsReport();
  const { stderr } = context.streams;
  await write(stderr, report(findings, reportOptions(outcome, stderr, colorFlag, context)));
}

function reportOptions(
  outcome: Outcome<unknown>,
  stream: Output | undefined,
  colorFlag: boolean,
  { env }: Context,
): ReportOptions {
  return {
    sources: (path) => outcome.sources.get(path),
    ...(outcome.drawings && { drawings: outcome.drawings }),
    ...(outcome.traces && { traces: outcome.traces }),
    colors: stream !== undefined && wantsColors(stream, env, colorFlag),
    ...(stream?.columns ? { width: stream.columns } : {}),
    status: outcome.exit,
  };
}
