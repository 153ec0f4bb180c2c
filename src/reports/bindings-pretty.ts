import type { BindingStrength, BindingsResult, ConfigurationLine, DrawingBindings } from '#checks';
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
  lines.push(...settingLines(drawing, width, paint));
  const headWidth = Math.min(28, Math.max(0, ...drawing.lifelines.map(({ label }) => displayWidth(oneLine(label)))));
  for (const lifeline of drawing.lifelines) {
    const lead = `  ${marks[lifeline.strength]} ${padEnd(shorten(oneLine(lifeline.label), headWidth), headWidth)}  `;
    const found = lifeline.boundTo.map(oneLine).join(', ') || lifeline.strength;
    lines.push(...painted(hanging(lead, `${found} – ${lifeline.why}`, width), lifeline.strength, paint));
    if (isDoubtful(lifeline.strength)) lines.push(...howTo(lifeline.configure, headWidth + 6, width, paint));
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
    if (message.configure && isDoubtful(message.strength)) {
      lines.push(...howTo(message.configure, numberWidth + 9, width, paint).map((line) => indent + line.trimStart()));
    }
  }
  return lines;
}

/** How drawing and evidence are brought together, where that is not as usual. */
function settingLines(drawing: DrawingBindings, width: number, paint: Paint): string[] {
  const said = [
    ...(drawing.scope === 'trace' ? [] : [`one case is what has the same: ${drawing.scope}`]),
    ...(drawing.undrawnCalls === 'forbid' ? [] : ['calls that are not drawn are allowed']),
    ...(drawing.undrawnParticipants === 'allow' ? [] : ['participants that are not drawn are forbidden']),
    ...drawing.ignored.map((ignored) => `ignored: ${ignored}`),
  ].map(oneLine);
  return said.length === 0 ? [] : [...said.flatMap((line) => hanging('  ', line, width, paint.dim)), ''];
}

/** Worth a word on how to settle it: whatever was not found, and is not known to be invisible. */
function isDoubtful(strength: BindingStrength): boolean {
  return strength === 'unbound';
}

function howTo({ yaml }: ConfigurationLine, indent: number, width: number, paint: Paint): string[] {
  return hanging(' '.repeat(indent), `asdrawn.yaml: ${yaml}`, width, paint.dim);
}

function reading({
  strength,
  reading: read,
  matches,
  example,
  configured,
}: DrawingBindings['messages'][number]): string {
  const how = configured ? configured : read && strength !== 'endpoints' ? `read as ${read}` : 'by its two ends alone';
  const found = matches === 0 ? 'no exchange fits' : count(matches, 'exchange');
  return `${strength}, ${how}: ${found}${example ? `, such as ${example}` : ''}`;
}

function painted(lines: readonly string[], strength: BindingStrength, paint: Paint): string[] {
  const style = strength === 'unbound' ? paint.red : strength === 'exact' ? paint.green : paint.yellow;
  return lines.map((line) => line.replace(marks[strength], (mark) => style(mark)));
}
