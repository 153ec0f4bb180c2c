import { SourceText } from '#diagnostics';
import type { Interaction, Message } from '#model';
import { readDocument } from '#parsers';
import type { Scenario } from '#runtime';

/** What PlantUML's text between `@startuml` and `@enduml` draws. */
export async function drawn(text: string): Promise<Interaction> {
  const { drawings } = await readDocument(new SourceText('drawn.puml', `@startuml\n${text.trim()}\n@enduml\n`));
  const [{ interaction, diagnostics } = { interaction: undefined, diagnostics: [] }] = drawings;
  const wrong = diagnostics.filter(({ severity }) => severity === 'error');
  if (!interaction || wrong.length > 0) throw new Error(`not drawn: ${wrong.map(({ message }) => message).join('; ')}`);
  return interaction;
}

/** The labels of a scenario's messages, in the order in which they stand there. */
export function labels({ instances }: Scenario): string {
  return [...instances.values()].map(({ message }) => message.label).join(' ');
}

/** A message of a scenario by its label; of several the first. */
export function called({ instances }: Scenario, label: string): Message {
  const found = [...instances.values()].find(({ message }) => message.label === label);
  if (!found) throw new Error(`there is no ${label}`);
  return found.message;
}
