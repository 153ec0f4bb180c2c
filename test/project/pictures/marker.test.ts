import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf, type Marker, marked, markerIn } from '../../../src/project/pictures/marker.ts';
import { plantumlSourceIn, samePlantuml } from '../../../src/project/pictures/plantuml-source.ts';
import { textChunks } from '../../../src/project/pictures/png.ts';

const svg = new TextEncoder().encode(
  '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="1"><g/></svg>',
);
/** A single point. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const marker = (parts: Partial<Marker> = {}): Marker => ({
  ...{ by: 'asdrawn 1.0.0', source: '../pay.puml', drawing: 'Pay', hash: 'abc', engine: 'plantuml' },
  ...parts,
});

describe('a marker', () => {
  test.each([
    ['SVG', svg],
    ['PNG', png],
  ])('is found again in a picture as %s, whatever it says', (_, picture) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (drawing, source) => {
        const said = marker({ drawing, source, theme: 'a--b -->' });
        const whole = marked(picture, said);
        expect(markerIn(whole)).toEqual(said);
        // The head is enough.
        expect(markerIn(whole.subarray(0, whole.length - 8))).toEqual(said);
      }),
    );
  });

  test('leaves the picture as it was', () => {
    const text = new TextDecoder().decode(marked(svg, marker({ drawing: 'a -- b' })));
    expect(text.replace(/\n<!--.*-->\n/, '')).toBe(new TextDecoder().decode(svg));
    expect(text.match(/--/g)).toHaveLength(2);
    expect(textChunks(marked(png, marker())).size).toBe(1);
    expect(marked(png, marker()).length).toBeGreaterThan(png.length);
  });

  test.each(['', '<svg/>', '<svg><!-- made by asdrawn: {"by":1} --></svg>', '<svg><!-- made by asdrawn: {-->', 'x'])(
    'is not in %j',
    (text) => expect(markerIn(new TextEncoder().encode(text))).toBeUndefined(),
  );

  test('is not made for what is no picture', () => {
    expect(() => marked(new TextEncoder().encode('oops'), marker())).toThrow('no SVG');
  });
});

test('a hash is that of the text and the manner, and not of line breaks', () => {
  const manner = { engine: 'plantuml' };
  const hash = hashOf('a\nb', manner);
  expect(hashOf('a\r\nb\r\n', manner)).toBe(hash);
  const others = [
    hashOf('a\nc', manner),
    hashOf('a\nb', { ...manner, theme: 'dark' }),
    hashOf('a\nb', { ...manner, paint: 'dark' }),
    hashOf('a\nb', { engine: 'node-plantuml' }),
  ];
  expect(new Set([hash, ...others]).size).toBe(5);
});

test('bytes that are no picture say nothing, and throw nothing', () => {
  const signature = png.subarray(0, 8);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, asPng) => {
      const picture = asPng ? Buffer.concat([signature, bytes]) : bytes;
      expect(markerIn(picture)).toBeUndefined();
      expect(plantumlSourceIn(picture)).toBeUndefined();
    }),
  );
});

describe("PlantUML's own pictures", () => {
  const text = '@startuml\nshop -> bank : pay\n@enduml';
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  const encoded = (said: string): string => {
    const bytes = deflateRawSync(said);
    let letters = '';
    for (let at = 0; at < bytes.length; at += 3) {
      const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
      for (const six of [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63])
        letters += alphabet[six];
    }
    return letters;
  };
  const chunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const withChunk = (type: string, data: Buffer): Buffer =>
    Buffer.concat([png.subarray(0, 33), chunk(type, data), png.subarray(33)]);

  test.each([
    ['an instruction', Buffer.from(`<svg><?plantuml-src ${encoded(text)}?></svg>`)],
    ['a comment', Buffer.from(`<svg><!--SRC=[${encoded(text)}]--></svg>`)],
    ['tEXt', withChunk('tEXt', Buffer.from(`plantuml\0${text}`))],
    ['zTXt', withChunk('zTXt', Buffer.concat([Buffer.from('plantuml\0\0'), deflateSync(text)]))],
    ['iTXt', withChunk('iTXt', Buffer.from(`plantuml\0\0\0\0\0${text}`))],
    ['packed iTXt', withChunk('iTXt', Buffer.concat([Buffer.from('plantuml\0\x01\0\0\0'), deflateSync(text)]))],
  ])('hold their text in %s', (_, picture) => expect(plantumlSourceIn(picture)).toBe(text));

  test.each([
    ['shop -> bank : pay', true],
    ['@startuml\r\n\r\n  shop -> bank : pay\r\n@enduml\n\nPlantUML version 1', true],
    ['shop -> bank : pays', false],
  ])('hold the text of the drawing or not: %j', (embedded, same) => expect(samePlantuml(text, embedded)).toBe(same));

  test('tell nothing of a text that is preprocessed', () => {
    expect(samePlantuml('@startuml\n!$x = 1\nA -> B : $x\n@enduml', '@startuml\nA -> B : 1\n@enduml')).toBeUndefined();
  });
});
