/** Stands, in equal number, where a line break between joined lines was taken out; no text shows it. */
export const joined = '\uE000';

/** A PlantUML text as it is shown: `\n` and its kin are line breaks, quotes of a name are gone. */
export function plantumlText(written: string): string {
  const raw = written.includes(joined) ? written.replaceAll(joined, '') : written;
  if (!raw.includes('\\') && !raw.includes('<') && !raw.includes('%')) return raw.trim();
  return raw
    .replace(/\\([nrlt\\])|%(?:newline|n)\(\)|<br\s*\/?>/gi, (match, letter: string | undefined) => {
      if (letter === undefined || match.startsWith('%')) return '\n';
      if (letter === '\\') return '\\';
      return letter === 't' ? '\t' : letter === letter.toLowerCase() ? '\n' : match;
    })
    .trim();
}

/** Entities by name that Mermaid texts need most: what would otherwise end a statement or a label. */
const named: Readonly<Record<string, string>> = {
  ...{ quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", nbsp: '\u00a0', colon: ':', semi: ';', num: '#', comma: ',' },
  ...{ excl: '!', dollar: '$', percnt: '%', lpar: '(', rpar: ')', lbrace: '{', rbrace: '}', lbrack: '[', rbrack: ']' },
  ...{ plus: '+', equals: '=', quest: '?', commat: '@', bsol: '\\', sol: '/', vert: '|', lowbar: '_', grave: '`' },
  ...{ infin: '∞', hearts: '♥', rarr: '→', larr: '←', harr: '↔', hellip: '…', mdash: '—', ndash: '–', bull: '•' },
  ...{ copy: '©', reg: '®', trade: '™', deg: '°', plusmn: '±', times: '×', divide: '÷', le: '≤', ge: '≥', ne: '≠' },
  ...{ check: '✓', star: '☆', hash: '#', copysr: '℗', euro: '€', pound: '£', yen: '¥', sect: '§', para: '¶' },
};

/** A text of a Mermaid sequence diagram as it is shown, without `wrap:`. */
export function mermaidText(raw: string): string {
  return shown(raw.trim().replace(/^:?(?:no)?wrap:/i, ''));
}

/**
 * A text of any other Mermaid diagram: `\n` and line breaks in the text are such, and white space around one is only
 * layout.
 */
export function mermaidLabel(raw: string): string {
  // In a formula `\\n` begins the name of a sign (`\\nabla`).
  const broken = raw.includes('\\n') && !raw.includes('$$') ? raw.replaceAll('\\n', '\n') : raw;
  const text = shown(broken.trim());
  if (!/[\r\n]/.test(text)) return text;
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .join('\n');
}

/** `<br/>` is a line break, entities (`#59;`, `#quot;`) are what they stand for. */
function shown(raw: string): string {
  let text = raw;
  if (text.includes('<')) text = text.replace(/<br\s*\/?>/gi, '\n');
  // After the line breaks: `#lt;br#gt;` shows a tag instead of being one.
  if (text.includes('#')) text = text.replace(/#(\w+);/g, (match, entity: string) => decode(entity) ?? match);
  return text.trim();
}

function decode(entity: string): string | undefined {
  const hexadecimal = /^x([0-9a-f]+)$/i.exec(entity);
  const code = hexadecimal ? Number.parseInt(hexadecimal[1]!, 16) : /^\d+$/.test(entity) ? Number(entity) : undefined;
  if (code === undefined) return named[entity] ?? named[entity.toLowerCase()];
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** Without the quotes around the whole, if it has any. */
export function unquote(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
