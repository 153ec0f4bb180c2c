import { expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { show } from './range-markers.ts';

const fence = '```';
const drawing = (indent: string, end = '\n') =>
  [`${fence}mermaid`, 'sequenceDiagram', 'A->>B: x', fence].map((line) => `${indent}${line}`).join(end);

/** Kind, name and place of each drawing, and of its one message. */
async function read(text: string, path = 'a.md'): Promise<string[]> {
  const { drawings } = await readDocument(new SourceText(path, text));
  return drawings.map(({ kind, name, interaction, diagnostics }) => {
    const message = interaction?.fragments[0];
    const codes = diagnostics.map(({ code }) => ` ${code}`).join('');
    return `${kind} ${name ?? '-'}${message ? ` @${show(message.range)}` : ''}${codes}`;
  });
}

test.each([
  ['a list in a list', `# Flow\n\n- one\n  - two\n\n${drawing('    ')}\n`, ['sequence Flow @8:5-8:13']],
  ['a numbered list', `# Flow\n\n10. one\n\n${drawing('    ')}\n`, ['sequence Flow @7:5-7:13']],
  ['a quotation', `# Flow\n\n${drawing('> ')}\n`, ['sequence Flow @5:3-5:11']],
  ['a callout', `# Flow\n\n> [!NOTE]\n${drawing('> ')}\n`, ['sequence Flow @6:3-6:11']],
  ['a list in a quotation', `> - one\n>\n${drawing('>   ')}\n`, ['sequence - @5:5-5:13']],
  ['a comment around it', `<!--\n${drawing('')}\n-->\n`, []],
  ['comments above and below', `<!-- begin -->\n\n${drawing('')}\n\n<!-- end -->\n`, ['sequence - @5:1-5:9']],
  ['code by indentation', `text\n\n${drawing('    ')}\n`, []],
  [
    'details, behind an empty line',
    `<details>\n<summary>x</summary>\n\n${drawing('')}\n\n</details>\n`,
    ['sequence - @6:1-6:9'],
  ],
  ['details without an empty line', `<details>\n${drawing('')}\n</details>\n`, []],
  ['front matter', `---\ntitle: Doc\n---\n\n# Flow\n\n${drawing('')}\n`, ['sequence Flow @9:1-9:9']],
  ['a tab in a list', `-\tone\n\n${drawing('\t')}\n`, ['sequence - @5:2-5:10']],
  ['line ends of Windows', `# Flow\r\n\r\n${drawing('', '\r\n')}\r\n`, ['sequence Flow @5:1-5:9']],
  ['a byte order mark', `\uFEFF# Flow\n\n${drawing('')}\n`, ['sequence Flow @5:1-5:9']],
  ['a mark right before the fence', `\uFEFF${drawing('')}\n`, ['sequence - @3:1-3:9']],
  [
    'several, each by its heading',
    `# One\n\n${drawing('')}\n\n## Two *deep*\n\n${drawing('')}\n\nThree\n-----\n\n${drawing('')}\n`,
    ['sequence One @5:1-5:9', 'sequence Two deep @12:1-12:9', 'sequence Three @20:1-20:9'],
  ],
])('Markdown: %s', async (_, text, expected) => {
  expect(await read(text)).toEqual(expected);
});

test.each([
  ['a tag', `# Flow\n\n<Tab>\n  ${drawing('  ').trimStart()}\n</Tab>\n`, ['sequence Flow @6:3-6:11']],
  ['an import and an export', `import X from 'x'\n\nexport const y = 1\n\n${drawing('')}\n`, ['sequence - @7:1-7:9']],
])('MDX: %s', async (_, text, expected) => {
  expect(await read(text, 'a.mdx')).toEqual(expected);
});

const block = '[mermaid]\n....\nsequenceDiagram\nA->>B: x\n....';

test.each([
  ['a comment block', `////\n${block}\n////\n`, []],
  ['an example around it', `====\n${block}\n====\n`, ['sequence - @5:1-5:9']],
  ['line ends of Windows', `== Flow\r\n\r\n${block.replaceAll('\n', '\r\n')}\r\n`, ['sequence Flow @6:1-6:9']],
  ['a byte order mark', `\uFEFF== Flow\n\n${block}\n`, ['sequence Flow @6:1-6:9']],
  [
    'a title, then a heading',
    `.First\n${block}\n\n== Second\n\n${block}\n`,
    ['sequence First @5:1-5:9', 'sequence Second @13:1-13:9'],
  ],
])('AsciiDoc: %s', async (_, text, expected) => {
  expect(await read(text, 'a.adoc')).toEqual(expected);
});
