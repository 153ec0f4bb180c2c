import { expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { show } from './range-markers.ts';

const fence = '```';
const sequence = 'sequenceDiagram\nA->>B: x';

async function told(text: string, path = 'a.md'): Promise<string[]> {
  const { diagnostics } = await readDocument(new SourceText(path, text));
  return diagnostics.map(({ code, range }) => `${code}${range ? `@${show(range)}` : ''}`);
}

test.each([
  ['a stray fence', `${fence}mermaid\n${sequence}\n${fence}\n${fence}\n`, ['markdown/stray-fence@5:1-5:4']],
  ['a diagram that is never closed', `${fence}mermaid\n${sequence}\n`, ['markdown/unclosed-fence@1:1-1:11']],
  [
    'code that is never closed',
    `${fence}mermaid\n${sequence}\n${fence}\n${fence}js\nx\n`,
    ['markdown/unclosed-fence@5:1-5:6'],
  ],
  [
    'a fence in an example',
    `${fence}markdown\ntext\n${fence}mermaid\n${sequence}\n${fence}\n`,
    ['markdown/no-drawing', 'markdown/nested-fence@3:1-3:11'],
  ],
  [
    'a fence in a longer one',
    `${fence}${fence}markdown\n${fence}mermaid\n${sequence}\n${fence}\n${fence}${fence}\n`,
    ['markdown/no-drawing'],
  ],
  ['a fence of the other sign', `~~~markdown\n${fence}mermaid\n${sequence}\n${fence}\n~~~\n`, ['markdown/no-drawing']],
])('%s', async (_, text, expected) => {
  expect((await told(text)).sort()).toEqual([...expected].sort());
});

test('in MDX what is indented inside a tag is a diagram', async () => {
  const text = `import Tabs from './tabs'\n\n<Tabs>\n    ${fence}mermaid\n    sequenceDiagram\n    A->>B: x\n    ${fence}\n</Tabs>\n`;
  const { drawings } = await readDocument(new SourceText('a.mdx', text));
  expect(drawings.map(({ kind, range }) => `${kind} ${show(range)}`)).toEqual(['sequence 5:5-6:13']);
  expect((await readDocument(new SourceText('a.md', text))).drawings).toEqual([]);
});

test('pictures are found, also as tags', async () => {
  const text = '# One\n\n![The flow](./flow.png "title")\n\n## Two\n\n<p>\n<img alt="x y" src="b.svg">\n</p>\n';
  const { pictures } = await readDocument(new SourceText('a.md', text));
  expect(pictures.map(({ url, alt, heading, range }) => [url, alt, heading, show(range)])).toEqual([
    ['./flow.png', 'The flow', 'One', '3:1-3:32'],
    ['b.svg', 'x y', 'Two', '8:1-8:28'],
  ]);
});

test('quotations as deep as the text is long', async () => {
  const { diagnostics } = await readDocument(new SourceText('a.md', `${'> '.repeat(2000)}${fence}mermaid\n`));
  expect(diagnostics.length).toBeGreaterThan(0);
});
