/** XML as its standard has it (1.0, 5th edition), no more than reports need, and no error forgiven. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

// Section 2.2, Char: what a document may hold at all.
const characters = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const tag = /<(?:\?xml version="1\.0" encoding="UTF-8"\?|(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?))>/y;

export function readXml(text: string): Element {
  if (!text.isWellFormed() || !characters.test(text)) throw new Error('a character that no document may hold');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (let at = 0; at < text.length; ) {
    const inside = open.at(-1)!;
    if (text[at] === '<') {
      tag.lastIndex = at;
      const found = tag.exec(text);
      if (!found) throw new Error(`no tag at ${at}: ${text.slice(at, at + 60)}`);
      at = tag.lastIndex;
      const [, closes, name, attributes = '', isEmpty] = found;
      if (closes) {
        if (open.pop()!.name !== name) throw new Error(`</${name}> closes another element`);
      } else if (name) {
        const element: Element = { name, attributes: attributesOf(attributes), children: [], text: '' };
        inside.children.push(element);
        if (!isEmpty) open.push(element);
      }
    } else {
      const end = text.indexOf('<', at);
      inside.text += unescaped(text.slice(at, end < 0 ? undefined : end));
      at = end < 0 ? text.length : end;
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one element');
  return root.children[0]!;
}

function attributesOf(text: string): Record<string, string> {
  const pairs = Array.from(text.matchAll(/ ([a-z]+)="([^"]*)"/g), ([, name, value]) => [name!, value!] as const);
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error('an attribute stands twice');
  // Section 3.3.3: line breaks and tabs that are not written as references become spaces.
  return Object.fromEntries(pairs.map(([name, value]) => [name, unescaped(value.replace(/[\t\n\r]/g, ' '))]));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in text');
  return text.replace(/&(?:#(\d+);|([a-z]+);)?/g, (all, number?: string, name?: string) => {
    if (number) return String.fromCodePoint(Number(number));
    const character = name && entities[name];
    if (!character) throw new Error(`no entity: ${all}`);
    return character;
  });
}
