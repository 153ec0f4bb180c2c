export interface TransitionLabel {
  readonly event?: string;
  readonly guard?: string;
  readonly effect?: string;
}

/**
 * Reads the label of a transition as UML writes it (2.5.1, 14.2.4.9): `event [guard] / effect`, each of which may be
 * left out. A slash parts only where white space or a guard stands before it and white space behind it: `GET /users`
 * and `and/or` are events.
 */
export function readTransitionLabel(label: string): TransitionLabel {
  const slash = effectAt(label);
  const effect = slash < 0 ? '' : label.slice(slash + 1).trim();
  const head = (slash < 0 ? label : label.slice(0, slash)).trim();
  const open = head.endsWith(']') ? head.lastIndexOf('[') : -1;
  const guard = open < 0 ? '' : head.slice(open + 1, -1).trim();
  const event = guard === '' ? head : head.slice(0, open).trim();
  return { ...(event && { event }), ...(guard && { guard }), ...(effect && { effect }) };
}

function effectAt(label: string): number {
  for (let at = label.indexOf('/'); at >= 0; at = label.indexOf('/', at + 1)) {
    const before = label[at - 1];
    const after = label[at + 1];
    const apart = after === undefined || /\s/.test(after);
    if (before === undefined ? apart : before === ']' || (/\s/.test(before) && apart)) return at;
  }
  return -1;
}
