/** The statements of PlantUML with their spaces and the case of their keywords in order; what is not known stays. */

const name = '[\\p{L}\\p{N}_.@]+';
export const colour =
  '#(?:(?:\\w+(?:[-\\\\|/]\\w+)?;)?(?:(?:text|back|header|line(?:\\.\\w+)?|shadowing)(?::\\w+(?:[-\\\\|/]\\w+)?)?(?:;|(?![\\w;:.])))+|\\w+(?:[-\\\\|/]\\w+)?)';

/** Arrows without a circle or cross, which need the space that is beside them. */
const plainArrow = '(?:<<?-+(?:\\[[^\\]\\s]*\\]-*)?(?:>>?)?|-+(?:\\[[^\\]\\s]*\\]-*)?>>?)';
const markedArrow = '(?:[ox]?(?:<<?|//?|\\\\\\\\?)?-+(?:\\[[^\\]\\s]*\\]-*)?(?:>>?|//?|\\\\\\\\?)?[ox]?)';
const end = `(?:"[^"]+"|${name})`;
const rest = `(?:[ \\t]*(\\+\\+--|--\\+\\+|\\+\\+|--|\\*\\*|!!))?(?:[ \\t]*(${colour}))?(?:[ \\t]*:[ \\t]*(.*))?$`;

const messages: readonly RegExp[] = [
  new RegExp(`^(${end})[ \\t]*(${plainArrow})(?![ox])[ \\t]*(${end})${rest}`, 'iu'),
  new RegExp(`^(${end})[ \\t]+(${markedArrow})[ \\t]+(${end})${rest}`, 'iu'),
];
const found = new RegExp(`^(\\[)(${plainArrow})(?![ox])[ \\t]*(${end})${rest}`, 'iu');
const lost = new RegExp(`^(${end})[ \\t]*(${plainArrow})(\\])${rest}`, 'iu');

const arrowAhead = new RegExp(
  `^(?:"[^"]+"|${name})[ \\t]*(?:${plainArrow}|${markedArrow}(?<=[>/\\\\ox]))[ \\t]*(?:["\\p{L}\\p{N}_.@\\[\\]?]|$)`,
  'iu',
);

/** Delays, and words that are no names even before an arrow. */
const alwaysText =
  /^(?:(?:left|right|center)[ \t]+)?(?:title|header|footer|caption|legend)(?![\p{L}\p{N}_.@])|^(?:\.{3}|…)(?:.*(?:\.{3}|…))?$/iu;

/** Does the line begin with a name and an arrow, however much the name looks like a keyword? */
export function isArrowAhead(line: string): boolean {
  return arrowAhead.test(line) && !alwaysText.test(line);
}

/** Does a text follow the first word, or nothing but a text stand here, so that no sign in it means anything else? */
export function isFreeText(line: string): boolean {
  return (texts.test(line) || alwaysText.test(line) || line.startsWith('==')) && !isArrowAhead(line);
}

/** Keywords with nothing but names, colours and the like behind them. */
const declarations =
  /^(?:(?:create\s+)?(?:participant|actor|boundary|control|entity|database|collections|queue)|create|activate|deactivate|destroy)(?![\p{L}\p{N}_.@])/iu;
/** Keywords with a free text behind them. */
const texts =
  /^(alt|opt|loop|par2?|break|critical|group|partition|box|else|also|and|option|end[ \t]?box|end|return|autoactivate|title)(?![\p{L}\p{N}_.@])[ \t]*(.*)$/iu;
const blockEnd = /^end[ \t]?(?:note|hnote|rnote|ref|title|legend|header|footer|caption)$/i;
const note = new RegExp(
  `^([hr]?note)[ \\t]+((?:left|right|over|across)(?:[ \\t]+of)?(?:[ \\t]+${end}(?:[ \\t]*,[ \\t]*${end})*)?)(?:[ \\t]*(${colour}))?(?:[ \\t]*:[ \\t]*(.*))?$`,
  'iu',
);
const ref = new RegExp(`^ref[ \\t]+over[ \\t]+(${end}(?:[ \\t]*,[ \\t]*${end})*)(?:[ \\t]*:[ \\t]*(.*))?$`, 'iu');

/** A statement of a sequence diagram. */
export function sequenceStatement(line: string): string {
  if (line.startsWith('[') || isArrowAhead(line)) return message(line);
  if (blockEnd.test(line)) return line.toLowerCase().replace(/\s+/g, ' ');
  const text = texts.exec(line);
  if (text) return `${text[1]!.toLowerCase().replace(/\s+/g, ' ')} ${text[2]}`.trimEnd();
  if (declarations.test(line)) return declaration(line);
  const beside = note.exec(line);
  if (beside) {
    const [, keyword, place, paint, written] = beside;
    const where = list(place!).replace(/^(?:left|right|over|across)(?: of)?/i, (word) => word.toLowerCase());
    return behind(`${keyword!.toLowerCase()} ${where}${paint ? ` ${paint}` : ''}`, written);
  }
  const over = ref.exec(line);
  if (over) return behind(`ref over ${list(over[1]!)}`, over[2]);
  const divider = /^==[ \t]*([^=\s].*?)[ \t]*==$/.exec(line);
  if (divider && !divider[1]!.endsWith('=')) return `== ${divider[1]} ==`;
  const delay = /^\.{3}(?!\.)[ \t]*([^.…\s](?:.*[^.…\s])?)[ \t]*\.{3}$/.exec(line);
  return delay ? `... ${delay[1]} ...` : line;
}

function message(line: string): string {
  const read = messages[0]!.exec(line) ?? messages[1]!.exec(line) ?? found.exec(line) ?? lost.exec(line);
  if (!read) return line;
  const [, from, arrow, to, sign, paint, text] = read;
  // The frame's edge and the arrow belong together.
  const [before, after] = [from === '[' ? '' : ' ', to === ']' ? '' : ' '];
  return behind(`${from}${before}${arrow}${after}${to}${sign ? ` ${sign}` : ''}${paint ? ` ${paint}` : ''}`, text);
}

function behind(head: string, text: string | undefined): string {
  return text === undefined ? head : `${head} : ${text}`.trimEnd();
}

/** Names one space apart, commas right behind them; what stands in quotes stays. */
function list(names: string): string {
  return outsideQuotes(names, (part) => part.replace(/[ \t]+/g, ' ').replace(/ ?, ?/g, ', '));
}

/** `Participant  "Web shop"   as W`. */
function declaration(line: string): string {
  const keyword = declarations.exec(line)![0];
  const tail = line.slice(keyword.length);
  // A colour or a link may hold what looks like space to be spared.
  const spaced = /\[|<</.test(tail) ? tail : outsideQuotes(tail, (part) => part.replace(/[ \t]+/g, ' '));
  return `${keyword.toLowerCase().replace(/\s+/g, ' ')}${spaced}`;
}

function outsideQuotes(text: string, change: (part: string) => string): string {
  return text.replace(/"[^"]*"|[^"]+/g, (part) => (part.startsWith('"') ? part : change(part)));
}

/** A statement of a diagram that is only indented. */
export function spacedStatement(line: string): string {
  return blockEnd.test(line) ? line.toLowerCase() : line;
}
