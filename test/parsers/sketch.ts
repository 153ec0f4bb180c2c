import { SourceText } from '#diagnostics';
import type { Interaction, InteractionFragment } from '#model';
import { readDocument } from '#parsers';

/** The interaction of a text that holds one sequence diagram. */
export async function interactionOf(path: string, text: string): Promise<Interaction> {
  const { drawings } = await readDocument(new SourceText(path, text));
  const interaction = drawings[0]?.interaction;
  if (drawings.length !== 1 || !interaction) throw new Error(`not one sequence but ${drawings.map((d) => d.kind)}`);
  return interaction;
}

/** The model of a PlantUML body (without `@startuml`), in short lines. */
export async function plantuml(body: string): Promise<string[]> {
  return sketch(await interactionOf('a.puml', `@startuml\n${body}\n@enduml\n`));
}

/** The model of a Mermaid body (without `sequenceDiagram`), in short lines. */
export async function mermaid(body: string): Promise<string[]> {
  return sketch(await interactionOf('a.mmd', `sequenceDiagram\n${body}\n`));
}

/** A model in short lines: lifelines, boxes, then fragments, operands indented. */
export function sketch(interaction: Interaction): string[] {
  return [
    ...(interaction.name === undefined ? [] : [`name ${interaction.name}`]),
    ...(interaction.title === undefined ? [] : [`title ${interaction.title}`]),
    ...interaction.lifelines.map(({ id, label, kind }) => `${kind} ${id}${label === id ? '' : ` "${label}"`}`),
    ...interaction.boxes.map(
      ({ label, lifelines }) => `box${label === undefined ? '' : ` "${label}"`} ${lifelines.join(', ')}`,
    ),
    ...fragments(interaction.fragments, ''),
  ].map((line) => line.replaceAll('\n', '⏎'));
}

/** The fragments of a model alone. */
export function fragmentsOf(lines: readonly string[]): string[] {
  return lines.filter(
    (line) => !/^(?:name|title|box|participant|actor|database|queue|boundary|control|entity|collections)\b/.test(line),
  );
}

function fragments(list: readonly InteractionFragment[], indent: string): string[] {
  return list.flatMap((fragment) => one(fragment).map((line) => indent + line));
}

function one(fragment: InteractionFragment): string[] {
  switch (fragment.type) {
    case 'message': {
      const kind = fragment.messageKind === 'complete' ? '' : ` ${fragment.messageKind}`;
      const text = fragment.label === '' ? '' : `: ${fragment.label}`;
      return [`${fragment.id} ${fragment.sort}${kind} ${fragment.from ?? '|'} > ${fragment.to ?? '|'}${text}`];
    }
    case 'combined': {
      const { operator, operands, bounds, messages } = fragment;
      const count = bounds ? ` ${bounds.min}..${bounds.max ?? '*'}` : '';
      const names = messages ? ` {${messages.join(', ')}}` : '';
      return operands.flatMap(({ guard, fragments: inner }, index) => [
        `${index === 0 ? `${operator}${count}${names}` : 'or'}${guard === undefined ? '' : ` [${guard}]`}`,
        ...fragments(inner, '  '),
      ]);
    }
    case 'ref':
      return [`ref ${fragment.lifelines.join(', ')}: ${fragment.name}`];
    case 'activation':
      return [`${fragment.action} ${fragment.lifeline}`];
    case 'destruction':
      return [`destroy ${fragment.lifeline}`];
    case 'note':
      return [`note ${fragment.placement} ${fragment.lifelines.join(', ')}: ${fragment.text}`];
    case 'divider':
      return [`== ${fragment.text}`];
    case 'delay':
      return [`...${fragment.text === undefined ? '' : ` ${fragment.text}`}`];
  }
}
