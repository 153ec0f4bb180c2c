import { describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { diagnosticsOf, show } from './range-markers.ts';

async function read(text: string, path = 'a.adoc'): Promise<string[]> {
  const { drawings } = await readDocument(new SourceText(path, text));
  return drawings.map(({ language, kind, name, interaction, range }) => {
    const message = interaction?.fragments[0];
    return `${language} ${kind} ${name ?? '-'} @${show(range)}${message ? ` ${show(message.range)}` : ''}`;
  });
}

const sequence = 'sequenceDiagram\nA->>B: x';

describe('blocks', () => {
  test.each([
    [
      'a delimited block',
      `== Order flow\n\n[mermaid]\n----\n${sequence}\n----\n`,
      ['mermaid sequence Order flow @5:1-6:9 6:1-6:9'],
    ],
    [
      'with dots, a target and a format',
      `[plantuml, target=x, format=svg]\n....\n@startuml\nA -> B : x\n@enduml\n....`,
      ['plantuml sequence - @3:1-5:8 4:1-4:11'],
    ],
    ['without @startuml', '[plantuml]\n----\nA -> B : x\n----', ['plantuml sequence - @3:1-3:11 3:1-3:11']],
    ['a source listing', `[source,mermaid]\n----\n${sequence}\n----`, ['mermaid sequence - @3:1-4:9 4:1-4:9']],
    [
      'a title of its own',
      `= Doc\n\n.Who pays\n[mermaid]\n....\n${sequence}\n....\n\n[mermaid]\n....\n${sequence}\n....`,
      ['mermaid sequence Who pays @6:1-7:9 7:1-7:9', 'mermaid sequence Doc @12:1-13:9 13:1-13:9'],
    ],
    [
      'without delimiters, to the next empty line',
      `[mermaid]\n${sequence}\n\nA->>B: prose`,
      ['mermaid sequence - @2:1-3:9 3:1-3:9'],
    ],
    ['a Markdown fence', `\`\`\`mermaid\n${sequence}\n\`\`\``, ['mermaid sequence - @2:1-3:9 3:1-3:9']],
    ['shown, not drawn', `----\n[mermaid]\n....\n${sequence}\n....\n----\n`, []],
    ['other languages', '[source,java]\n----\n@startuml\n----', []],
    ['told by content alone', `[mermaid]\n----\n${sequence}\n----`, ['mermaid sequence - @3:1-4:9 4:1-4:9'], 'notes'],
  ])('%s', async (_, text, expected, path = 'a.adoc') => {
    expect(await read(text, path)).toEqual(expected);
  });

  test('one that is never closed is told', async () => {
    expect(
      (await diagnosticsOf('a.adoc', `[mermaid]\n----\n${sequence}\n`)).map(
        ({ code, range }) => `${code}@${show(range!)}`,
      ),
    ).toEqual(['markdown/unclosed-fence@2:1-2:5']);
  });

  test('pictures are found with their headings', async () => {
    const { pictures } = await readDocument(
      new SourceText('a.adoc', '== One\n\nimage::flow.png[The flow, 300]\n\nsee image:x.svg[] here\n'),
    );
    expect(pictures.map(({ url, alt, heading, range }) => [url, alt, heading, show(range)])).toEqual([
      ['flow.png', 'The flow', 'One', '3:1-3:31'],
      ['x.svg', '', 'One', '5:5-5:18'],
    ]);
  });
});
