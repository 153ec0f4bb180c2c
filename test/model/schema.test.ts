import { describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { type Interaction, validateInteraction } from '#model';
import { readDocument } from '#parsers';

describe('an interaction', async () => {
  const text =
    '@startuml\nactor A\nloop 3 times\nA -> B ++ : x\nend\nnote over A : n\nref over A : r\n...\n== s ==\n@enduml';
  const interaction = (await readDocument(new SourceText('a.puml', text))).drawings[0]!.interaction!;

  test('that was read is valid', async () => {
    expect(await validateInteraction(interaction)).toEqual([]);
    expect(await validateInteraction(JSON.parse(JSON.stringify(interaction)))).toEqual([]);
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
    expect(await validateInteraction(value)).toEqual(errors);
  });
});

function withoutBoxes({ boxes: _, ...rest }: Interaction): unknown {
  return rest;
}
