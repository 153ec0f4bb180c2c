import type { ReportOptions } from './report.ts';
import { mutationLines } from './run-mutations.ts';
import type { DrawingRun, DrawingRuns, RunChoice, RunMessage, RunResult } from './run-result.ts';
import { timelineLines } from './run-timeline.ts';
import { findingLines } from './terminal/finding.ts';
import { type Paint, paintWith, verdictMark, verdictStyle, verdictWord } from './terminal/paint.ts';
import { hanging, oneLine, shorten, wrap } from './terminal/text.ts';

/** How the messages of a run are shown: one a line as they were sent, or as bars over time; or not at all. */
export type RunView = 'log' | 'timeline' | 'none';

interface Look extends ReportOptions {
  readonly paint: Paint;
  readonly width: number;
}

/** For people at a terminal: run by run what was chosen, what was sent, and how it was judged. */
export function runPretty(result: RunResult, options: ReportOptions, view: RunView = 'log'): string {
  const paint = paintWith(options.colors);
  const look: Look = { ...options, paint, width: Math.min(120, Math.max(60, options.width ?? 100)) };
  const sections = [
    ...result.drawings.flatMap((drawing) => drawingSections(drawing, look, drawing.mutations ? 'none' : view)),
    ...result.findings.map((finding) => findingLines({ finding }, look)),
    summaryLines(result, look),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function drawingSections(drawing: DrawingRuns, look: Look, view: RunView): string[][] {
  const { paint } = look;
  const { name, path, line, language, runs, mutations } = drawing;
  const head = paint.bold(oneLine(name)) + paint.dim(`  ${oneLine(path)}:${line}  ${language}`);
  return [
    [head],
    ...runs.map((one) => runLines(one, look, view)),
    ...(mutations ? [mutationLines(mutations, look)] : []),
  ];
}

function runLines(one: DrawingRun, look: Look, view: RunView): string[] {
  const { paint, width } = look;
  const choices = one.choices.map(choiceText).join(' · ');
  const [first = '', ...rest] = hanging(' '.repeat(7), choices, width);
  const shown = view === 'log' ? logLines(one.messages, look) : view === 'timeline' ? timelineLines(one, look) : [];
  return [
    `${paint.bold(`run ${one.number}`.padEnd(7))}${first.trimStart()}`.trimEnd(),
    ...rest,
    ...one.injected.flatMap(({ kind, line, says }) =>
      hanging('   ! ', `${kind} at line ${line}: ${says}`, width).map((text, index) =>
        paint.yellow(index === 0 ? text : `     ${text.trimStart()}`),
      ),
    ),
    ...shown,
    verdictLine(one, paint),
    ...one.findings.flatMap((finding) => ['', ...findingLines({ finding }, look)]),
    ...one.reasons.flatMap(({ message }) => wrap(message, width - 3).map((line) => `   ${line}`)),
  ];
}

function choiceText({ line, operator, taken, guard }: RunChoice): string {
  const what =
    operator === 'loop'
      ? `${taken} ${taken === 1 ? 'time' : 'times'}`
      : taken === 0
        ? 'not taken'
        : operator === 'alt'
          ? guard
            ? `"${oneLine(guard)}"`
            : `branch ${taken}`
          : guard
            ? `"${oneLine(guard)}"`
            : 'taken';
  return `line ${line} ${operator}: ${what}`;
}

function logLines(messages: readonly RunMessage[], { paint, width }: Look): string[] {
  const times = messages.map(({ sent, received }) => clock((sent ?? received)!));
  const column = Math.max(0, ...times.map(({ length }) => length));
  return messages.map((message, index) => {
    const { from, to, label, received, sent } = message;
    const arrow = message.sort === 'reply' ? '-->' : '->';
    const lost = sent !== undefined && received === undefined && to !== null ? paint.yellow('  (never received)') : '';
    const text = `${from ?? 'outside'} ${arrow} ${to ?? 'outside'}${label ? ` : ${oneLine(label)}` : ''}`;
    const cut = shorten(text, width - column - 12 - (message.path?.length ?? 0));
    return `  ${paint.dim(times[index]!.padStart(column))}  ${cut}${paint.dim(`  ${message.path ?? ''}:${message.line}`)}${lost}`;
  });
}

/** `1.234 ms`, `12.0 s`, `5 min 3 s`. */
export function clock(microseconds: number): string {
  if (microseconds < 1e6) return `${(microseconds / 1e3).toFixed(3)} ms`;
  if (microseconds < 60e6) return `${(microseconds / 1e6).toFixed(3)} s`;
  const seconds = Math.round(microseconds / 1e6);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return [hours > 0 ? `${hours} h` : '', `${minutes} min`, `${seconds % 60} s`].filter(Boolean).join(' ');
}

function verdictLine({ verdict, messages, spans, duration }: DrawingRun, paint: Paint): string {
  const style = verdictStyle(paint, verdict);
  const facts = `${count(messages.length, 'message')}, ${count(spans, 'span')} in ${clock(duration)} of simulated time`;
  return `  ${style.bold(`${verdictMark(verdict)} ${verdictWord(verdict)}`)}${paint.dim(`  ${facts}`)}`;
}

function summaryLines({ summary, drawings, recorded }: RunResult, { paint, status }: Look): string[] {
  const { runs, messages, spans, messagesPerSecond, verdicts } = summary;
  const isGood = status ? status.code === 0 : runs > 0 && verdicts.conforms === runs;
  const style = isGood ? paint.green : status?.code === 3 ? paint.yellow : paint.red;
  const told = [
    `${count(runs, 'run')} of ${count(drawings.length, 'drawing')}`,
    count(messages, 'message'),
    ...(messagesPerSecond >= 1 ? [`${Math.round(messagesPerSecond)} a second of simulated time`] : []),
    `${verdicts.conforms} of ${runs} conform`,
  ].join(', ');
  return [
    ...(recorded === undefined ? [] : [`${count(spans, 'span')} written to ${oneLine(recorded)}`, '']),
    style.bold(`${isGood ? '✓' : '✗'} ${runs === 0 ? 'nothing was run' : told}`),
    ...(status ? [paint.dim(`  exit status ${status.code}: ${status.meaning}`)] : []),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
