import type { Direction } from '#model';
import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import { plantumlText } from '../../lowering/texts.ts';
import { unclosedText } from '../messages.ts';
import type { Lines } from './lines.ts';
import { noSetting, unclosedBraces } from './messages.ts';

/** A command that says nothing of what is drawn, but for the title and which way the drawing grows. */
export interface Decoration {
  readonly title?: string;
  readonly direction?: Direction;
  readonly problem?: Problem;
}

const nothing: Decoration = {};

/** An element, a tag or a stereotype, or a part of some: `hide <<x>> stereotype`, `hide empty description`. */
const hiding =
  /^\w+(?:-class)?\s+(?:<<.*>>|\S+|(?:(?:<<.*>>|\S+)\s+)?(?:empty\s+)?(?:members?|attributes?|fields?|methods?|circles?|circled|stereotypes?|descriptions?))$/i;

/** Commands of one line, by their first word. */
const oneLine: Readonly<Record<string, RegExp>> = {
  hide: hiding,
  show: hiding,
  remove: /^remove\s+\S/i,
  restore: /^restore\s+\S/i,
  mainframe: /^mainframe(?:\s*:|\s)\s*\S/i,
  skin: /^skin\s+\w+$/i,
  minwidth: /^minwidth\s+\d+$/i,
  page: /^page\s+\d+\s*x\s*\d+$/i,
  rotate: /^rotate$/i,
  newpage: /^newpage$/i,
  footbox: /^footbox\s+(?:on|off)$/i,
  set: /^set\s+(?:namespaceseparator|separator)\s+\S+$/i,
  assume: /^assume\s+transparent\s+(?:dark|light)$/i,
  scale: /^scale\s+(?:max\s+)?(?:[\d.]+(?:\s*\/\s*[\d.]+)?|[\d.]+\s+(?:width|height)|[\d.]+\s*[x*]\s*[\d.]+)$/i,
  url: /^url\s+(?:of|for)\s+\S.*\[\[.*\]\]$/i,
  sprite: /^sprite\s+\S+\s+\S/i,
};

/** The command at hand, whole, if it is one of those that all diagrams have. */
export function readDecoration(lines: Lines, line: Span, word: string): Decoration | undefined {
  const written = lines.text.slice(line.start, line.end);
  switch (word) {
    case 'title':
    case 'caption':
    case 'header':
    case 'footer':
    case 'legend':
      return textCommand(lines, line, word, written.slice(word.length));
    case 'left':
    case 'right':
    case 'center':
    case 'top': {
      const direction = /^(left\s+to\s+right|top\s+to\s+bottom)\s+direction$/i.exec(written);
      if (direction) return { direction: /^left/i.test(written) ? 'LR' : 'TB' };
      const placed = /^(?:left|right|center)\s+(header|footer|legend)\b/i.exec(written);
      return placed ? textCommand(lines, line, placed[1]!.toLowerCase(), written.slice(placed[0].length)) : undefined;
    }
    case 'skinparam':
    case 'skinparamlocked':
      if (/^\w+(?:\s+[\w.]+(?:\s*<<[^>]*>>)*)?\s*\{$/.test(written)) return braces(lines, line, word);
      return /^\w+\s+[\w.]+(?:\s*<<.*>>)?\s+[^\s{]/.test(written) || /^\w+\s+[\w.]+\s*\{.*\}$/.test(written)
        ? nothing
        : undefined;
    case 'sprite':
      return sprite(lines, line, written);
    case 'style':
      return style(lines, line, written);
    default:
      return oneLine[word]?.test(written) ? nothing : undefined;
  }
}

/** `title Text`, `title` … `end title`; a legend on one line needs a colon. */
function textCommand(lines: Lines, line: Span, word: string, behind: string): Decoration | undefined {
  const rest = behind.trim();
  if (rest !== '' && !/^[\s:]/.test(behind)) return undefined;
  const block = word === 'legend' ? /^(?:(?:top|bottom|left|right|center)\s*)*(?:#\w+)?$/i.test(rest) : rest === '';
  if (!block && rest !== '{') {
    const text = plantumlText(rest.replace(/^:\s*/, ''));
    return word === 'title' ? { title: text } : nothing;
  }
  const isEnd = new RegExp(`^end ?${word}$`, 'i');
  const braced = rest === '{';
  const found = lines.until(`end ${word}${braced ? ' }' : ''}`, (text) => (braced ? text === '}' : isEnd.test(text)));
  if (!found) return { problem: unclosedText(line, word) };
  return word === 'title' ? { title: plantumlText(lines.textOf(found.body)) } : nothing;
}

/** A line of a block of settings: a name and its value, or a block in the block. */
const setting = /^(?:'.*|\/'.*|\}|\{|[\w.]*(?:<<.*>>)?[\w.]*\s*\{|[\w.]*(?:<<.*>>)?[\w.]*\s+\S.*)?$/;

/** To the line that closes the brace at the end of this one. */
function braces(lines: Lines, line: Span, keyword: string): Decoration {
  let depth = 1;
  const found = lines.until('}', (text) => {
    if (text.startsWith("'")) return false;
    for (const character of text) {
      if (character === '{') depth += 1;
      else if (character === '}') depth -= 1;
    }
    return depth <= 0;
  });
  if (!found) return { problem: unclosedBraces(line, keyword) };
  const odd = found.body.find(({ start, end }) => !setting.test(lines.text.slice(start, end)));
  return odd ? { problem: noSetting(odd) } : nothing;
}

function style(lines: Lines, line: Span, written: string): Decoration | undefined {
  if (!/^<style>/i.test(written)) return undefined;
  if (/<\/style>$/i.test(written)) return nothing;
  const found = lines.until('</style>', (text) => /^<\/style>$/i.test(text));
  return found ? nothing : { problem: unclosedText(line, 'style') };
}

function sprite(lines: Lines, line: Span, written: string): Decoration | undefined {
  if (!oneLine.sprite!.test(written)) return undefined;
  if (/\{$/.test(written)) {
    const found = lines.until('sprite }', (text) => text === '}');
    return found ? nothing : { problem: unclosedBraces(line, 'sprite') };
  }
  if (/<svg\b/i.test(written) && !/<\/svg>\s*$/i.test(written)) {
    const found = lines.until('</svg>', (text) => /<\/svg>$/i.test(text));
    return found ? nothing : { problem: unclosedText(line, 'sprite') };
  }
  return nothing;
}
