/** Where JSON text stops being JSON, for when the parser keeps that to itself. RFC 8259, in one pass and without recursion. */

/** The offset of the first character that no JSON text could have there; undefined where the text is valid. */
export function jsonErrorOffset(text: string): number | undefined {
  /** Open brackets; true for an object. */
  const open: boolean[] = [];
  let at = pastBlanks(text, 0);
  let wanted: 'value' | 'value or end' | 'key' | 'key or end' | 'more' = 'value';
  while (at < text.length) {
    const sign = text[at] as string;
    if (wanted === 'more') {
      const inObject = open.at(-1);
      if (inObject === undefined) return at;
      if (sign === ',') wanted = inObject ? 'key' : 'value';
      else if (sign === (inObject ? '}' : ']')) open.pop();
      else return at;
      at = pastBlanks(text, at + 1);
    } else if ((wanted === 'key or end' && sign === '}') || (wanted === 'value or end' && sign === ']')) {
      open.pop();
      wanted = 'more';
      at = pastBlanks(text, at + 1);
    } else if (wanted === 'key' || wanted === 'key or end') {
      const end = pastString(text, at);
      if (end < 0) return -end - 1;
      at = pastBlanks(text, end);
      if (text[at] !== ':') return at;
      at = pastBlanks(text, at + 1);
      wanted = 'value';
    } else if (sign === '{' || sign === '[') {
      open.push(sign === '{');
      wanted = sign === '{' ? 'key or end' : 'value or end';
      at = pastBlanks(text, at + 1);
    } else {
      const end = sign === '"' ? pastString(text, at) : pastScalar(text, at);
      if (end < 0) return -end - 1;
      wanted = 'more';
      at = pastBlanks(text, end);
    }
  }
  return wanted === 'more' && open.length === 0 ? undefined : text.length;
}

function pastBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return at;
}

const escapes = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** Behind the closing quote; where the string is wrong, minus one and minus the offset of what is. */
function pastString(text: string, start: number): number {
  if (text[start] !== '"') return -start - 1;
  for (let at = start + 1; ; ) {
    while (isPlain(text.charCodeAt(at))) at++;
    if (text[at] === '"') return at + 1;
    escapes.lastIndex = at;
    if (!escapes.test(text)) return -at - 1;
    at = escapes.lastIndex;
  }
}

/** No quote, backslash or control character; behind the end of the text the code is NaN. */
function isPlain(code: number): boolean {
  return code >= 0x20 && code !== 0x22 && code !== 0x5c;
}

function pastScalar(text: string, start: number): number {
  scalar.lastIndex = start;
  return scalar.test(text) ? scalar.lastIndex : -start - 1;
}
