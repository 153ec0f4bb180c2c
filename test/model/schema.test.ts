import { describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { type Interaction, validateModel } from '#model';
import { readDocument } from '#parsers';

describe('an interaction', async () => {
  const text =
    '@startuml\nactor A\nloop 3 times\nA -> B ++ : x\nend\nnote over A : n\nref over A : r\n...\n== s ==\n@enduml';
  const interaction = (await readDocument(new SourceText('a.puml', text))).drawings[0]!.interaction!;

  test('that was read is valid', async () => {
    expect(await validateModel('interaction', interaction)).toEqual([]);
    expect(await validateModel('interaction', JSON.parse(JSON.stringify(interaction)))).toEqual([]);
  });

  test.each([
    ['nothing', null, ['/ must be object']],
    [
      'an unknown lifeline kind',
      { ...interaction, lifelines: [{ ...interaction.lifelines[0], kind: 'robot' }] },
      ['/lifelines/0/kind must be equal to one of the allowed values'],
    ],
    ['no boxes', withoutBoxes(interaction), ["/ must have required property 'boxes'"]],
    ['an extra property', { ...interaction, colour: 'red' }, ['/ must NOT have additional properties']],
    [
      'a broken fragment',
      { ...interaction, fragments: [{ type: 'divider', range: interaction.range }] },
      ["/fragments/0 must have required property 'text'", '/fragments/0 must match "then" schema'],
    ],
  ])('with %s is not', async (_, value, errors) => {
    expect(await validateModel('interaction', value)).toEqual(errors);
  });
});

test.each([
  [
    'a.puml',
    '@startuml\ncomponent A <<s>>\npackage P {\n[B]\n}\nA "1" ..> B : x\nnote right of B : n\n@enduml',
    'structure',
  ],
  ['a.mmd', 'flowchart LR\nsubgraph one\na[(A)] e1@-->|x| b\nend', 'structure'],
  [
    'a.puml',
    '@startuml\nstate A {\n[*] --> B : e [g] / f\n--\nB --> [H]\n}\nA : in\nnote left of A : n\n@enduml',
    'lifecycle',
  ],
  ['a.mmd', 'stateDiagram-v2\ndirection LR\n[*] --> A: x\nstate c <<choice>>', 'lifecycle'],
] as const)('%s: %j is a valid %s, and no other model', async (path, text, kind) => {
  const drawing = (await readDocument(new SourceText(path, text))).drawings[0]!;
  const model = kind === 'structure' ? drawing.structure : drawing.lifecycle;
  expect(await validateModel(kind, model)).toEqual([]);
  expect(await validateModel(kind, { ...model, notes: undefined })).not.toEqual([]);
  expect(await validateModel('interaction', model)).not.toEqual([]);
});

function withoutBoxes({ boxes: _, ...rest }: Interaction): unknown {
  return rest;
}
