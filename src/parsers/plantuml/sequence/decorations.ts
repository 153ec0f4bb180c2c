import type { TokenType } from 'chevrotain';
import { type Finder, finderToken, onceEmpty, patternToken, untilFirst } from '../../lowering/lexing.ts';

/**
 * Commands that change only how a diagram looks. They are tokens that the lexer skips, whole lines and blocks at once;
 * the title alone is kept.
 */
export function decorations(notArrow: string, wordEnd: string): { title: TokenType; tokens: TokenType[] } {
  const lineWords =
    'skinparam|skin|hide|show|remove|restore|scale|rotate|newpage|autonewpage|ignorenewpage|autonumber|mainframe|url' +
    '|footbox|handwritten|allow_?mixing|minwidth|set|style|page|assume|left to right direction|top to bottom direction';
  const line = patternToken('DecorationLine', new RegExp(`(?:${lineWords})${wordEnd}${notArrow}[^\\r\\n]*`, 'iu'), {
    starts: 'shrniaumflgptu',
    skip: true,
  });
  const braces = finderToken('DecorationBlock', bracedBlock(/(?:skinparam(?:cstyle)?|skin)\b[^\r\n{]*\{/iuy), {
    starts: 's',
    skip: true,
  });
  const style = enclosed('StyleBlock', /<style>/iuy, untilFirst(/<\/style>/iu), '<');
  const svgSprite = enclosed('SvgSprite', /sprite\b[^\r\n]*?<svg\b/iuy, untilFirst(/<\/svg>/iu), 's');
  const sprite = enclosed('Sprite', /sprite\b[^\r\n{]*\{/iuy, untilFirst(/^[^\S\r\n]*\}/mu), 's');
  const spriteLine = patternToken('SpriteLine', /sprite[^\S\r\n]+[^\r\n]*/iu, { starts: 's', skip: true });
  const title = finderToken('Title', textBlock('title', false), { starts: 't' });
  const others = ['header', 'footer', 'caption', 'legend'].map((word) =>
    finderToken(`Decoration${word}`, textBlock(word, word === 'legend'), { starts: `${word[0]}lrc`, skip: true }),
  );
  return { title, tokens: [braces, style, svgSprite, sprite, spriteLine, title, ...others, line] };
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
 * `title Text`, `title` … `end title`, `title {` … `}`; `header`, `footer` and `legend` may be told a side. A legend is
 * always a block.
 */
function textBlock(word: string, alwaysBlock: boolean): Finder {
  const head = new RegExp(`(?:(?:left|right|center)[ \\t]+)?${word}(?![\\p{L}\\p{N}_.@])([^\\r\\n]*)`, 'iuy');
  const named = untilFirst(new RegExp(`^[^\\S\\r\\n]*end[^\\S\\r\\n]?${word}[^\\S\\r\\n]*$`, 'imu'));
  const braced = untilFirst(/^[^\S\r\n]*\}[^\S\r\n]*$/mu);
  return (text, offset) => {
    head.lastIndex = offset;
    const match = head.exec(text);
    if (!match) return undefined;
    const lineEnd = offset + match[0].length;
    const rest = match[1]!.trim();
    if (rest.endsWith('{')) return braced(text, lineEnd) ?? lineEnd;
    if (rest === '' || alwaysBlock) return named(text, lineEnd) ?? lineEnd;
    return lineEnd;
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
