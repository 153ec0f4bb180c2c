/** What the label of a transition says, by UML 2.5.1, 14.2.4.9: `event [guard] / effect`, each part optional. */
export interface TransitionLabel {
  readonly event?: string;
  readonly guard?: string;
  readonly effect?: string;
}

/**
 * Takes a label apart. A slash parts event and effect only where it stands off (`ev / act`), behind a guard, or before
 * what is called (`/init()`): in `GET /users` and `on/off` it is part of the event. A bracket is a guard only where
 * nothing but an effect follows it.
 */
export function readTransitionLabel(label: string): TransitionLabel {
  const text = label.trim();
  if (text === '') return {};
  const slash = findSlash(text);
  const before = (slash < 0 ? text : text.slice(0, slash)).trim();
  const effect = slash < 0 ? '' : text.slice(slash + 1).trim();
  let event = before;
  let guard = '';
  if (before.endsWith(']')) {
    const open = openingBracket(before);
    if (open >= 0) {
      event = before.slice(0, open).trim();
      guard = before.slice(open + 1, -1).trim();
    }
  }
  return {
    ...(event === '' ? {} : { event }),
    ...(guard === '' ? {} : { guard }),
    ...(effect === '' ? {} : { effect }),
  };
}

function findSlash(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '[' || character === '(') depth += 1;
    else if (character === ']' || character === ')') depth = Math.max(0, depth - 1);
    else if (character === '/' && depth === 0) {
      if (text[at + 1] === '/' || text[at - 1] === '/') continue;
      const previous = text[at - 1];
      const standsOff = previous === undefined || /\s/.test(previous);
      if (previous === ']') return at;
      if (standsOff && /^\s/.test(text.slice(at + 1, at + 2))) return at;
      if (previous === undefined && /^\w[^\s/]*\(.*\)$/s.test(text.slice(1))) return at;
    }
  }
  return -1;
}

/** Where the bracket that ends the text was opened. */
function openingBracket(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ']') depth += 1;
    else if (text[at] === '[') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}
