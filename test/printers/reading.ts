import { SourceText } from '#diagnostics';
import { type Interaction, type InteractionFragment, withoutRanges } from '#model';
import { type Drawing, readDocument } from '#parsers';

/** The one drawing of a text. */
export async function read(language: 'plantuml' | 'mermaid', text: string): Promise<Drawing> {
  const { drawings } = await readDocument(new SourceText(language === 'plantuml' ? 'a.puml' : 'a.mmd', text));
  if (drawings.length !== 1) throw new Error(`${drawings.length} drawings in\n${text}`);
  return drawings[0]!;
}

/** The model with other ids for its lifelines, without ranges. */
export function withIds(interaction: Interaction, renamed: ReadonlyMap<string, string>): Interaction {
  const name = (id: string) => renamed.get(id) ?? id;
  const fragment = (each: InteractionFragment): InteractionFragment => {
    switch (each.type) {
      case 'message':
        return {
          ...each,
          from: each.from === null ? null : name(each.from),
          to: each.to === null ? null : name(each.to),
        };
      case 'combined':
        return {
          ...each,
          operands: each.operands.map((operand) => ({ ...operand, fragments: operand.fragments.map(fragment) })),
        };
      case 'note':
      case 'ref':
        return { ...each, lifelines: each.lifelines.map(name) };
      case 'activation':
      case 'destruction':
        return { ...each, lifeline: name(each.lifeline) };
      default:
        return each;
    }
  };
  return withoutRanges({
    ...interaction,
    lifelines: interaction.lifelines.map((lifeline) => ({ ...lifeline, id: name(lifeline.id) })),
    boxes: interaction.boxes.map((box) => ({ ...box, lifelines: box.lifelines.map(name) })),
    fragments: interaction.fragments.map(fragment),
  });
}
