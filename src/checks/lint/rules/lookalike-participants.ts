import type { Lifeline } from '#model';
import type { Rule } from '../rule.ts';

export const lookalikeParticipants: Rule = {
  name: 'lookalike-participants',
  severity: 'warning',
  summary: 'Two participants are called nearly the same.',
  why: `Participants come into being where they are first named: a slip of the pen, another case or a space makes a second
lifeline, and half of the messages go there.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  participant OrderService\n  User->>OrderService: order\n  <|Orderservice|>->>Bank: pay\n',
    },
    { path: 'b.puml', text: '@startuml\nUser -> Gateway : ask\n<|Gatway|> -> Bank : pay\n@enduml\n' },
  ],
  good: [
    { path: 'a.mmd', text: 'sequenceDiagram\n  Server1->>Server2: sync\n  NodeA->>NodeB: ping\n' },
    { path: 'b.puml', text: '@startuml\nUser -> Users : list\nOrder -> Orders : add\n@enduml\n' },
  ],
  checkInteraction({ interaction }, tell) {
    const { lifelines } = interaction;
    lifelines.forEach((lifeline, index) => {
      const twin = lifelines.slice(0, index).find((earlier) => isSlip(earlier, lifeline));
      if (!twin) return;
      tell({
        range: lifeline.range,
        message: `"${lifeline.label.replace(/\s+/g, ' ')}" looks like "${twin.label.replace(/\s+/g, ' ')}", and is another participant`,
        related: [{ range: twin.range, message: 'the other one' }],
        help: 'write both alike if one is meant; if not, let their names tell what is different',
      });
    });
  },
};

function isSlip(one: Lifeline, other: Lifeline): boolean {
  return (
    isSlipOf(one.label, other.label) ||
    (one.id !== one.label && isSlipOf(one.id, other.id) && one.label === other.label)
  );
}

/** Equal but for case, spaces and punctuation, or with one letter lost, added, changed or swapped inside a word. */
function isSlipOf(one: string, other: string): boolean {
  const [a, b] = [letters(one), letters(other)];
  if (a === b) return a !== '' && one !== other;
  const shorter = Math.min(a.length, b.length);
  if (shorter < 6 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  // A number, a letter as a number, and a plural tell two things apart on purpose.
  if (/\d/.test(left + right) || end === 0 || start === 0) return false;
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === [...right].reverse().join(''));
}

function letters(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
