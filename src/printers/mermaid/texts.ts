/** A text as it stands in a statement: what would end it, or be read as something else, is an entity. */
export function escaped(text: string): string {
  return text
    .replace(/^(?=:?(?:no)?wrap:).|[#;\r\u2028\u2029]|<(?=br\s*\/?>)|(?<=%%)\{/gi, (sign) => `#${sign.charCodeAt(0)};`)
    .replaceAll('\n', '<br/>');
}

/** A text as it stands in a comment, where only a directive would still mean something. */
export function asComment(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('%%{', '%% {');
}

/** Words that Mermaid takes for keywords wherever a name could begin. */
const reserved =
  /^(?:box|participant|actor|create|destroy|loop|rect|opt|alt|else|par_over|par|and|critical|option|break|end|left of|right of|over|note|activate|deactivate|sequenceDiagram|autonumber|off)(?![\p{L}\p{N}_])/iu;
/** Words that begin a statement of their own only if more follows. */
const leading = /^as$|^(?:as|title|links?|properties|details|accTitle|accDescr)\s|^acc(?:Title|Descr)\s*\{?/iu;

const namePattern =
  /[^/\\+()<>:,;\-\r\n]+(?:(?!-x|--|-\)|-\|\\|-\|\/|-\\|-\/|\/\|-|\\\|-|\/\/-|\\\\-|\(\))-*[^+<>:,;\-\r\n]+)*/uy;

/** Can the name be declared, and stand at both ends of an arrow? */
export function isWritableName(id: string): boolean {
  if (id !== id.trim() || !/^[^<>:,;@#%\s][^<>:,;@#\r\n]*$/u.test(id)) return false;
  if (id.includes('%%') || /[/\\]$/.test(id) || /\sas\s/i.test(id) || reserved.test(id) || leading.test(id))
    return false;
  namePattern.lastIndex = 0;
  return namePattern.test(id) && namePattern.lastIndex === id.length;
}

/** What a name shows that is declared without a label. */
export function shownName(id: string): string | undefined {
  if (/^:?(?:no)?wrap:/i.test(id)) return undefined;
  return (id.length >= 2 && id.startsWith('"') && id.endsWith('"') ? id.slice(1, -1) : id).trim();
}

/** Endings of CSS colour names, by which Mermaid tells a box's colour from its label; rather too many than too few. */
const colourLike =
  /^(?:rgba?|hsla?)\s*\(|^\w*(?:aqua|azure|beige|bisque|black|almond|blue|brown|wood|chartreuse|chocolate|coral|silk|crimson|cyan|rod|gray|green|grey|khaki|magenta|orange|orchid|red|salmon|turquoise|violet|pink|brick|white|fuchsia|gainsboro|gold|dew|indigo|ivory|lavender|blush|chiffon|yellow|lime|linen|maroon|marine|purple|cream|rose|moccasin|navy|lace|olive|drab|whip|puff|peru|plum|sienna|silver|snow|shell|tan|teal|thistle|tomato|transparent|wheat|smoke)(?!\w)/i;

/** The head of a box. */
export function boxHead(label: string | undefined): string {
  if (label === undefined) return 'box transparent';
  return colourLike.test(label) ? `box transparent ${escaped(label)}` : `box ${escaped(label)}`;
}
