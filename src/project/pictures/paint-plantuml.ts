/** Colours in the text of a PlantUML sequence: it is drawn with them, and its file stays as it is. */
import type { Position } from '#diagnostics';
import { type Message, messagesOf } from '#model';
import type { Drawing, DrawnText } from '#parsers';
import { colors, type Fate, type Paint } from './paint.ts';

/** Of several messages that one arrow stands for (`A -> B & C`), the one that matters most. */
const weight: readonly Fate[] = ['violated', 'seen', 'unseen', 'unobservable'];

/** Text with the same lines, in which arrows have the colours of their messages. */
export function paintedPlantuml(drawing: Drawing, drawn: DrawnText, { fates }: Paint): string {
  const lines = drawn.text.split('\n');
  const lineOf = new Map<number, number>();
  lines.forEach((_, index) => {
    lineOf.set(drawn.lineRange(index + 1).start.line, index);
  });
  const byPlace = new Map<string, Message[]>();
  for (const message of messagesOf(drawing.interaction!)) {
    const place = keyOf(message.range.start);
    byPlace.set(place, [...(byPlace.get(place) ?? []), message]);
  }
  for (const messages of byPlace.values()) {
    const fate = weight.find((each) => messages.some(({ id }) => fates.get(id) === each))!;
    const index = lineOf.get(messages[0]!.range.start.line);
    if (fate === 'unobservable' || index === undefined) continue;
    const style =
      fate === 'unseen' ? `${colors[fate]},dotted` : fate === 'violated' ? `${colors[fate]},bold` : colors[fate];
    lines[index] = painted(lines[index]!, messages[0]!, style);
  }
  return lines.join('\n');
}

function keyOf({ line, column }: Position): string {
  return `${line}:${column}`;
}

/** A name has no dash outside of quotes and anchors, so that the first one is the arrow's. */
function painted(line: string, message: Message, style: string): string {
  const returned = /^(\s*)return\b[ \t]*(.*)$/i.exec(line);
  if (returned) {
    const { from, to } = message;
    if (from === null || to === null) return line;
    // `return` has no arrow to colour. What it stands for has one.
    return `${returned[1]}"${from}" --[${style}]> "${to}" -- : ${returned[2]}`;
  }
  const at = dashAt(line);
  if (at < 0) return line;
  const before = line.slice(0, at);
  const dashes = /^-+/.exec(line.slice(at))![0];
  const behind = line.slice(at + dashes.length);
  const ownBehind = /^\[(#?\w[^\]\s]*)\]/.exec(behind);
  if (ownBehind) return `${before}${dashes}[${merged(ownBehind[1]!, style)}]${behind.slice(ownBehind[0].length)}`;
  const ownBefore = /\[(#?\w[^\]\s]*)\]$/.exec(before);
  if (ownBefore) return `${before.slice(0, ownBefore.index)}[${merged(ownBefore[1]!, style)}]${dashes}${behind}`;
  return `${before}${dashes}[${style}]${behind}`;
}

/** The arrow's own style without its colour; that it is dashed or hidden stays. */
function merged(own: string, style: string): string {
  const kept = own.split(',').filter((part) => !part.startsWith('#') && !style.includes(part));
  return [style, ...kept].join(',');
}

function dashAt(line: string): number {
  let quoted = false;
  let braces = 0;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === '{') braces += 1;
    else if (!quoted && sign === '}') braces -= 1;
    else if (!quoted && braces === 0 && sign === '-') return at;
    // A label may hold anything, and an arrow never comes behind it.
    else if (!quoted && sign === ':') return -1;
  }
  return -1;
}
