/** The statements of a Mermaid sequence with their spaces and the case of their keywords in order; others stay. */

/** Names without signs that could be part of an arrow. */
const sign = '[^-/\\\\+()<>:,;#%\\s]';
const inside = '[^-/\\\\+()<>:,;#%\\r\\n]';
const name = `${sign}(?:${inside}*${sign})?(?:-(?![x)|/\\\\-])${sign}(?:${inside}*${sign})?)*`;
const arrows = [
  ...['<<-->>', '<<->>', '-->>', '->>', '-->', '->', '--x', '-x', '--\\)', '-\\)', '--\\|\\\\', '--\\|/', '-\\|\\\\'],
  ...['-\\|/', '--\\\\\\\\', '--//', '-\\\\\\\\', '-//'],
].join('|');
const message = new RegExp(
  `^(${name})[ \\t]*(\\(\\)[ \\t]*)?(${arrows})[ \\t]*(\\(\\)|[+-])?[ \\t]*(${name})[ \\t]*:(.*)$`,
  'iu',
);
const note = new RegExp(
  `^note[ \\t]+(left[ \\t]of|right[ \\t]of|over)[ \\t]+(${name}(?:[ \\t]*,[ \\t]*${name})*)[ \\t]*:(.*)$`,
  'iu',
);
const declaration = /^((?:create[ \t]+)?(?:participant|actor)|destroy|activate|deactivate)[ \t]+(.+)$/i;
const alias = /^([^\s@]+)[ \t]+as[ \t]+(.*)$/i;
const texts =
  /^(loop|rect|opt|alt|par_over|par|critical|break|box|else|and|option|end|title|autonumber)(?=[ \t]|$)[ \t]*(.*)$/iu;

/** What a name cannot begin with; `title` can be one. */
const keywords =
  /^(?:title[ \t]|(?:create|participant|actor|destroy|activate|deactivate|loop|rect|opt|alt|par_over|par|critical|break|box|else|and|option|end|autonumber|note)(?![\p{L}\p{N}_]))/iu;

export function sequenceStatement(line: string): string {
  const sent = message.exec(line);
  if (sent && !keywords.test(line)) {
    const [, from, before = '', arrow, mark = '', to, text] = sent;
    return `${from}${before.trim()}${arrow!.toLowerCase()}${mark}${to}${behind(text!)}`;
  }
  const beside = note.exec(line);
  if (beside) {
    const names = beside[2]!.split(',').map((each) => each.trim());
    return `Note ${beside[1]!.toLowerCase().replace(/\s/g, ' ')} ${names.join(',')}${behind(beside[3]!)}`;
  }
  const declared = declaration.exec(line);
  if (declared) {
    const named = alias.exec(declared[2]!);
    const who = named ? `${named[1]} as ${named[2]}` : declared[2];
    return `${declared[1]!.toLowerCase().replace(/\s+/g, ' ')} ${who}`;
  }
  const text = texts.exec(line);
  return text ? `${text[1]!.toLowerCase()} ${text[2]}`.trimEnd() : line;
}

/** `:wrap:` is a mark of its own, not a text. */
function behind(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' ? ':' : /^(?:no)?wrap:/i.test(trimmed) ? `:${trimmed}` : `: ${trimmed}`;
}
