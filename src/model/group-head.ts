import type { InteractionOperator } from './interaction.ts';

export interface GroupHead {
  readonly operator: InteractionOperator;
  readonly guard?: string;
  /** For `ignore` and `consider`. */
  readonly messages?: readonly string[];
}

const withoutMessages = /^(strict|seq|neg|assert|critical)\s*(?:\[([^\]]*)\])?$/i;
const withMessages = /^(ignore|consider)\s*(?:\{([^}]*)\}|\(([^)]*)\)|\[([^\]]*)\])$/i;

/**
 * What a frame with a free name means. The operators of UML that have no keyword of their own are written as its name:
 * `group strict`, `group neg [never twice]`, `group ignore {ping, pong}`. A name with further words
 * (`group strict checks`) is only a name.
 */
export function readGroupHead(text: string): GroupHead {
  const label = text.trim();
  const plain = withoutMessages.exec(label);
  if (plain) {
    const guard = plain[2]?.trim();
    return { operator: plain[1]!.toLowerCase() as InteractionOperator, ...(guard ? { guard } : {}) };
  }
  const filter = withMessages.exec(label);
  if (filter) {
    const names = (filter[2] ?? filter[3] ?? filter[4] ?? '')
      .split(',')
      .map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
    return { operator: filter[1]!.toLowerCase() as InteractionOperator, messages: names.filter((name) => name !== '') };
  }
  return { operator: 'group', ...(label === '' ? {} : { guard: label }) };
}
