import type { BindingStrength, BindingsResult, DrawingBindings } from '#checks';
import type { ReportOptions } from './report.ts';
import { type Paint, paintWith } from './terminal/paint.ts';
import { count, displayWidth, hanging, oneLine, padEnd, shorten } from './terminal/text.ts';

const marks: Readonly<Record<BindingStrength, string>> = {
  exact: '●',
  inferred: '◐',
  endpoints: '○',
  unobservable: '·',
  unbound: '✗',
};

/** What each line of a drawing was bound to, how, and how strongly. */
export function bindingsPretty(result: BindingsResult, options: ReportOptions): string {
  const paint = paintWith(options.colors);
  const width = Math.min(100, Math.max(60, options.width ?? 100));
  const drawings = result.drawings.map((drawing) => drawingLines(drawing, width, paint).join('\n'));
  const legend = Object.entries(marks).map(([strength, mark]) => `${mark} ${strength}`);
  return [...drawings, paint.dim(legend.join('   ')), ''].join('\n\n').replace(/\n\n$/, '\n');
}

function drawingLines(drawing: DrawingBindings, width: number, paint: Paint): string[] {
  const lines = [paint.bold(oneLine(drawing.name)) + paint.dim(`  ${oneLine(drawing.path)}:${drawing.line}`), ''];
  const headWidth = Math.min(28, Math.max(0, ...drawing.lifelines.map(({ label }) => displayWidth(oneLine(label)))));
  for (const lifeline of drawing.lifelines) {
    const lead = `  ${marks[lifeline.strength]} ${padEnd(shorten(oneLine(lifeline.label), headWidth), headWidth)}  `;
    const found = lifeline.boundTo.map(oneLine).join(', ') || lifeline.strength;
    lines.push(...painted(hanging(lead, `${found} – ${lifeline.why}`, width), lifeline.strength, paint));
  }
  if (drawing.messages.length > 0) lines.push('');
  const numberWidth = Math.max(0, ...drawing.messages.map(({ range }) => String(range.start.line).length));
  for (const message of drawing.messages) {
    const lead = `  ${marks[message.strength]} ${String(message.range.start.line).padStart(numberWidth)} │ `;
    lines.push(...painted(hanging(lead, oneLine(message.message), width), message.strength, paint));
    const indent = `${' '.repeat(numberWidth + 5)}${paint.dim('│')}   `;
    lines.push(
      ...hanging(' '.repeat(numberWidth + 9), reading(message), width, paint.dim).map(
        (line) => indent + line.trimStart(),
      ),
    );
  }
  return lines;
}

function reading({ strength, reading: read, matches, example }: DrawingBindings['messages'][number]): string {
  const how = read && strength !== 'endpoints' ? `read as ${read}` : 'by its two ends alone';
  const found = matches === 0 ? 'no exchange fits' : count(matches, 'exchange');
  return `${strength}, ${how}: ${found}${example ? `, such as ${example}` : ''}`;
}

function painted(lines: readonly string[], strength: BindingStrength, paint: Paint): string[] {
  const style = strength === 'unbound' ? paint.red : strength === 'exact' ? paint.green : paint.yellow;
  return lines.map((line) => line.replace(marks[strength], (mark) => style(mark)));
}
