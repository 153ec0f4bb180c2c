import { words } from '#model';
import type { Choice } from '#runtime';

/** A run by its choices: `card refused, item: twice`. Where there are none it is simply what is drawn. */
export function spoken(choices: readonly Choice[]): string {
  const said = choices.map(saidOf).filter((text) => text !== '');
  return [...new Set(said)].join(', ') || 'as drawn';
}

function saidOf({ point: { fragment }, taken }: Choice): string {
  const { operator, operands } = fragment;
  const { line } = fragment.range.start;
  const guard = (index: number) => operands[index]?.guard?.replace(/\s+/g, ' ').trim() || undefined;
  switch (operator) {
    case 'loop':
      return `${guard(0) ?? `loop at line ${line}`}: ${times(taken)}`;
    case 'alt':
      if (taken === 0) return `not ${guard(0) ?? `the way of line ${line}`}`;
      return (
        guard(taken - 1) ??
        (taken === operands.length && taken > 1 ? `otherwise (line ${line})` : `way ${taken} of line ${line}`)
      );
    case 'critical':
      return taken === 0 ? '' : (guard(taken) ?? `handler ${taken} of line ${line}`);
    case 'break':
      return taken === 0 ? '' : (guard(0) ?? `broken off at line ${line}`);
    default:
      return taken === 0 ? `not ${guard(0) ?? `what line ${line} allows`}` : (guard(0) ?? `what line ${line} allows`);
  }
}

function times(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${count} times`;
}

/** Names that are alike get a number. */
export function unique(names: readonly string[]): readonly string[] {
  const known = new Map<string, number>();
  return names.map((name) => {
    const count = (known.get(name) ?? 0) + 1;
    known.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

export function nameOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const taken = new Set([
  'run',
  'test',
  'expect',
  'describe',
  'sent',
  'start',
  'contract',
  'broker',
  'subject',
  'delete',
  'new',
  'default',
  'return',
  'export',
  'import',
  'function',
  'class',
]);

/** `POST /users/{id}` as `postUsers`: a name for a variable, in which no two of a test are alike. */
export function variableFor(label: string, used: Set<string>): string {
  const parts = words(label.replace(/\{[^}]*\}|:\w+|<[^>]*>|^\d+\b/g, ' ')).slice(0, 4);
  const plain = parts
    .map((part, index) => (index === 0 ? part : part[0]!.toUpperCase() + part.slice(1)))
    .join('')
    .replace(/[^A-Za-z0-9_]/g, '');
  const base = /^[A-Za-z]/.test(plain) && !taken.has(plain) ? plain : `call${plain}`;
  let name = base;
  for (let number = 2; used.has(name); number++) name = `${base}${number}`;
  used.add(name);
  return name;
}
