import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutRanges } from '#model';
import type { DrawingLanguage } from '#parsers';
import { printMermaid, printPlantuml, tidy } from '#printers';
import { interactions } from '../arbitrary.ts';
import { read } from '../reading.ts';

const runs = Number(process.env.ASDRAWN_PROPERTY_RUNS ?? 400);
const languages: readonly DrawingLanguage[] = ['plantuml', 'mermaid'];

const inOrder = (text: string, language: DrawingLanguage) =>
  `${tidy(text.trimEnd().split('\n'), language, 'interaction').join('\n')}\n`;

/** Indentation for each line in turn, and what comes before it. */
const mess = fc.array(
  fc.tuple(fc.constantFrom('', ' ', '   ', '\t', '        '), fc.constantFrom('', '', '', '\n', '\n\n \n')),
  {
    minLength: 1,
    maxLength: 12,
  },
);

test.each(languages)('what is printed as %s is in order, however it was indented', async (language) => {
  await fc.assert(
    fc.asyncProperty(interactions, mess, async (model, marks) => {
      const { text, losses } = language === 'plantuml' ? printPlantuml(model) : printMermaid(model);
      if (losses.length > 0) return;
      expect(inOrder(text, language)).toBe(text);
      const messy = text
        .split('\n')
        .map((line, index) => {
          const [indent, before] = marks[index % marks.length]!;
          // Within a text of several lines an empty line is a line of the text.
          return line.trim() === '' ? line : indent + line.trimStart() + (before === '' ? '' : '  ');
        })
        .join('\n');
      const tidied = inOrder(messy, language);
      expect(inOrder(tidied, language)).toBe(tidied);
      const [before, after] = [await read(language, messy), await read(language, tidied)];
      expect(withoutRanges(after.interaction), `${messy}\n->\n${tidied}`).toEqual(withoutRanges(before.interaction));
    }),
    { numRuns: runs },
  );
});

/** Scraps from which lines are put together that the parsers may or may not take. */
const scraps = [
  ...[
    'A',
    'B',
    '"a b"',
    'end',
    'alt',
    'else',
    'loop',
    'par',
    'and',
    'box',
    'note over A',
    'note left',
    'end note',
    'ref over A',
  ],
  ...[
    '->',
    '-->',
    '->>',
    '<-',
    '->x',
    'x->',
    '-[#red]>',
    '[->',
    '->]',
    '++',
    '--',
    '**',
    ':',
    ' : ',
    ' ',
    '  ',
    '\t',
    ';',
    '#',
    '#red',
  ],
  ...[
    '@startuml',
    '@enduml',
    'sequenceDiagram',
    '%%',
    '%%{',
    '}%%',
    "'",
    "/'",
    "'/",
    '!if x',
    '!endif',
    '{',
    '}',
    '[',
    ']',
  ],
  ...[
    'participant',
    'activate',
    'return',
    'title',
    'skinparam',
    '<style>',
    '</style>',
    '==',
    '...',
    '\\',
    '@{',
    ',',
    'as',
    'x',
    'o',
  ],
  ...['\n', '\n', '\n', '\n', '\n\n\n'],
];

test.each(languages)('any lines of %s are in order at once, and none is lost', (language) => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...scraps), { maxLength: 60 }),
      fc.constantFrom<('interaction' | 'structure' | 'lifecycle')[]>('interaction', 'structure', 'lifecycle'),
      (parts, kind) => {
        const once = tidy(parts.join('').split('\n'), language, kind);
        expect(tidy(once, language, kind)).toEqual(once);
        const signs = (lines: readonly string[]) => lines.join('').replace(/\s/g, '').toLowerCase();
        expect(signs(once)).toBe(signs(parts.join('').split('\n')));
      },
    ),
    { numRuns: 4 * runs },
  );
});
