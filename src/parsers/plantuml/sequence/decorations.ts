import {
  type Finder,
  finderToken,
  onceEmpty,
  patternToken,
  type TokenType,
  untilFirst,
} from '../../lowering/lexing.ts';

const number = '\\d*\\.?\\d+';
const autoNumberFormat = '(?:[ \\t]+"[^"\\r\\n]+")?';

/** Those that a text of any kind follows, up to the end of the line. */
const openLines = [
  'skinparam[ \\t]+[\\w.]*(?:<<[^>\\r\\n]*>>)?[\\w.]*[ \\t]+[^\\s{}][^{}\\r\\n]*',
  '@?newpage(?:[ \\t]*:|[ \\t])[^\\p{L}\\p{N}_.\\r\\n]*[\\p{L}\\p{N}_.][^\\r\\n]*',
  'mainframe[ \\t:]+[^\\s:][^\\r\\n]*',
];

/** Commands of one line that PlantUML takes in a sequence; by its own expressions, since a misspelt one is an error. */
const lines = [
  'skin[ \\t]+[\\w.]+',
  '(?:hide|show)[ \\t]+(?:footbox|@?unlinked|empty[ \\t]+description)',
  '(?:hide|show)[ \\t]+(?:[^\\r\\n]*[ \\t])?(?:members?|attributes?|fields?|methods?|circles?|circled|stereotypes?)',
  `scale[ \\t]+${number}(?:[ \\t]*/[ \\t]*${number})?`,
  `scale[ \\t]+(?:max[ \\t]+)?${number}(?:[ \\t]*[*x][ \\t]*${number}|[ \\t]+(?:width|height))`,
  '@?newpage',
  'ignore[ \\t]*newpage',
  'autonewpage[ \\t]+\\d+',
  `autonumber[ \\t]*(?:\\d+(?:[^\\p{L}\\p{N}\\s"]+\\d+)*(?:[ \\t]+\\d+)?)?${autoNumberFormat}`,
  'autonumber[ \\t]+stop',
  'autonumber[ \\t]+inc(?:[ \\t]+[A-Z])?',
  `autonumber[ \\t]+resume(?:[ \\t]+\\d+)?${autoNumberFormat}`,
  'url\\b[^[\\r\\n]*\\[\\[[^\\r\\n]*\\]\\]',
  'footbox(?:[ \\t]+(?:on|off))?',
  'minwidth[ \\t]+\\d+',
  'set[ \\t]+(?:separator|namespaceSeparator)[ \\t]+\\S+',
  'page[ \\t]+\\d+[ \\t]*x[ \\t]*\\d+',
  'rotate',
];

/**
 * Commands that change only how a diagram looks. They are tokens that the lexer skips, whole lines and blocks at once;
 * the title, and whether unlinked participants are drawn, are kept.
 */
export function decorations(): { title: TokenType; hideUnlinked: TokenType; tokens: TokenType[] } {
  const lineEnd = '[^\\S\\r\\n]*(?=[\\r\\n]|$)';
  const pattern = `(?:${lines.join('|')})${lineEnd}|(?:${openLines.join('|')})(?=[\\r\\n]|$)`;
  const line = patternToken('DecorationLine', new RegExp(pattern, 'iu'), {
    starts: 's@hnaiumfpr',
    skip: true,
  });
  const hideUnlinked = patternToken('HideUnlinked', new RegExp(`hide[ \\t]+@?unlinked${lineEnd}`, 'iu'), {
    starts: 'h',
  });
  const braces = finderToken('DecorationBlock', bracedBlock(/(?:skinparam(?:cstyle)?|skin)\b[^\r\n{]*\{/iuy), {
    starts: 's',
    skip: true,
  });
  const style = enclosed('StyleBlock', /<style>/iuy, untilFirst(/<\/style>/iu), '<');
  const svgSprite = enclosed('SvgSprite', /sprite\b[^\r\n]*?<svg\b/iuy, untilFirst(/<\/svg>/iu), 's');
  const sprite = enclosed('Sprite', /sprite\b[^\r\n{]*\{/iuy, untilFirst(/(?<![^\r\n])[^\S\r\n]*\}/u), 's');
  const spriteLine = patternToken('SpriteLine', /sprite[^\S\r\n]+[^\r\n]*/iu, { starts: 's', skip: true });
  const title = finderToken('Title', textBlock('title'), { starts: 't' });
  const others = ['header', 'footer', 'caption', 'legend'].map((word) =>
    finderToken(`Decoration${word}`, textBlock(word), { starts: `${word[0]}lrc`, skip: true }),
  );
  return {
    title,
    hideUnlinked,
    tokens: [braces, style, svgSprite, sprite, spriteLine, title, ...others, hideUnlinked, line],
  };
}

function enclosed(name: string, head: RegExp, end: (text: string, from: number) => number | undefined, starts: string) {
  const find: Finder = (text, offset) => {
    head.lastIndex = offset;
    return head.test(text) ? end(text, head.lastIndex) : undefined;
  };
  return finderToken(name, find, { starts, skip: true });
}

/** From the head to the brace that closes the head's own. After one that nothing closes no other is looked for. */
function bracedBlock(head: RegExp): Finder {
  const brace = /[{}]/g;
  const close = onceEmpty((text, from) => {
    let depth = 1;
    brace.lastIndex = from;
    for (let match = brace.exec(text); match; match = brace.exec(text)) {
      depth += match[0] === '{' ? 1 : -1;
      if (depth === 0) return brace.lastIndex;
    }
    return undefined;
  });
  return (text, offset) => {
    head.lastIndex = offset;
    return head.test(text) ? close(text, head.lastIndex) : undefined;
  };
}

/**
 * `title Text`, or `title` … `end title`; `header`, `footer` and `legend` may be told a side. Without text or end it is
 * none.
 */
function textBlock(word: string): Finder {
  const head = new RegExp(`(?:(?:left|right|center)[ \\t]+)?${word}(?![\\p{L}\\p{N}_.@])([^\\r\\n]*)`, 'iuy');
  const blockEnd = untilFirst(new RegExp(`^[^\\S\\r\\n]*end[^\\S\\r\\n]?${word}[^\\S\\r\\n]*$`, 'imu'));
  const sides = word === 'legend' ? /^(?:(?:top|bottom)[ \t]*)?(?:left|right|center)?$/i : /^$/;
  return (text, offset) => {
    head.lastIndex = offset;
    const match = head.exec(text);
    if (!match) return undefined;
    const lineEnd = offset + match[0].length;
    return sides.test(match[1]!.trim()) ? blockEnd(text, lineEnd) : lineEnd;
  };
}

/** What a title token says, without its keyword and terminator. */
export function titleText(image: string): string {
  const lines = image.split(/\r\n?|\n/u);
  const first = lines[0]!.replace(/^title(?:[^\S\r\n]*:)?[^\S\r\n]*/iu, '');
  if (lines.length === 1) return first.trim();
  return lines
    .slice(1, -1)
    .map((line) => line.trim())
    .join('\n');
}
