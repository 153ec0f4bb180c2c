import type { Finding, Outcome } from '#project';
import { findingsReport, type ReportFormat, type ReportOptions, type Reports } from '#reports';
import { checkoutOf } from './checkout.ts';
import { wantsColors } from './colors.ts';
import { Failure } from './failure.ts';
import type { OutputWish } from './outputs.ts';
import { appendSummary, writeReport } from './report-file.ts';
import { type Context, type Output, write } from './surroundings.ts';
import { version } from './version.ts';

/** Renders an outcome in every wished-for format, and returns the exit status. */
export async function deliver<Result, Format extends ReportFormat>(
  outcome: Outcome<Result>,
  reports: Reports<Result, Format>,
  wishes: readonly OutputWish<Format>[],
  colorFlag: boolean,
  context: Context,
): Promise<number> {
  const { stdout, stderr } = context.streams;
  for (const { format, file } of wishes) {
    const report = await reports[format]?.();
    if (!report) throw new Failure(`there is no ${format} report of this`);
    // Into a file go no colours, whatever the terminal can do.
    const text = report(outcome.result, reportOptions(outcome, file ? undefined : stdout, colorFlag, context));
    const parts = typeof text === 'string' ? [text] : text;
    if (file === undefined) for (const part of parts) await write(stdout, part);
    else await saved(file, () => writeReport(file, parts, context.cwd));
    if (format === 'github') await summarize(outcome, reports, context);
  }
  const { code, meaning, permitted = false } = outcome.exit;
  const toldAlready = wishes.some(({ format, file }) => format === 'pretty' && file === undefined);
  const files = wishes.map(({ file }) => file).filter((file) => file !== undefined);
  const written = files.length > 0 ? `; see ${files.join(', ')}` : '';
  const worthTelling = code !== 0 || permitted || files.length > 0;
  if (!toldAlready && worthTelling) await write(stderr, `asdrawn: ${meaning}${written} (exit status ${code})\n`);
  return code;
}

function textOf(text: string | Generator<string>): string {
  return typeof text === 'string' ? text : [...text].join('');
}

/** The summary of a step in GitHub Actions belongs to its annotations, of which only the first few are shown. */
async function summarize<Result>(
  outcome: Outcome<Result>,
  reports: Partial<Reports<Result>>,
  context: Context,
): Promise<void> {
  const file = context.env.GITHUB_STEP_SUMMARY;
  if (!file || !reports.markdown) return;
  const report = await reports.markdown();
  const options = reportOptions(outcome, undefined, false, context);
  await saved(file, () => appendSummary(file, (limit) => textOf(report(outcome.result, { ...options, limit }))));
}

async function saved(file: string, writing: () => Promise<void>): Promise<void> {
  try {
    await writing();
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

export function reportOptions(
  outcome: Outcome<unknown>,
  stream: Output | undefined,
  colorFlag: boolean,
  { env, cwd }: Context,
): ReportOptions {
  const checkout = checkoutOf(env, cwd);
  return {
    sources: (path) => outcome.sources.get(path),
    ...(outcome.drawings && { drawings: outcome.drawings }),
    ...(outcome.traces && { traces: outcome.traces }),
    colors: stream !== undefined && wantsColors(stream, env, colorFlag),
    ...(stream?.columns ? { width: stream.columns } : {}),
    status: outcome.exit,
    version: version(),
    ...(outcome.rules && { rules: outcome.rules }),
    ...(checkout && { checkout }),
  };
}
