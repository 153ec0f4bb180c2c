import { type Interaction, messageFlow, messagesOf, readLabel, words } from '#model';

/** `post-orders-id` of `POST /orders/{id}`, `order.placed` of the same: the name of a schema's file, without `.json`. */
export function schemaName(label: string): string {
  const { http, text } = readLabel(label);
  if (!http) return /^[\w.-]+$/.test(text) ? text : words(text).join('-');
  return [http.method ?? 'post', ...words(http.path ?? '')].join('-').toLowerCase();
}

/** That of the body of an answer: `post-orders.201`. */
export function answerSchemaName(label: string, status: number): string {
  return `${schemaName(label)}.${status}`;
}

/** The names of all schemas that a drawing has bodies for. */
export function schemaNamesOf(interaction: Interaction): readonly string[] {
  const flow = messageFlow(interaction);
  const names = messagesOf(interaction).flatMap((message) => {
    if (message.from === message.to) return [];
    const { role, answers } = flow.get(message.id)!;
    if (role === 'call') return [schemaName(message.label)];
    const { status } = readLabel(message.label);
    return [...answers].map((call) => answerSchemaName(call.label, status?.code ?? 200));
  });
  return [...new Set(names)].filter((name) => name !== '');
}
