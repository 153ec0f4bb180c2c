import type { LintedDrawing, Rule } from '../rule.ts';

export const inconsistentNames: Rule = {
  name: 'inconsistent-names',
  severity: 'note',
  summary: 'One participant is written differently in different files.',
  why: `"User Service" in one drawing and "user-service" in another are one service to a reader, and two to a search. What most
drawings write is right; the others are told. Only names that differ in case, spaces or punctuation are compared.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  <|participant U as user-service|>\n  U->>Bank: pay\n',
      beside: {
        'b.mmd': 'sequenceDiagram\n  participant User Service\n  User Service->>Bank: pay\n',
        'c.mmd': 'sequenceDiagram\n  participant User Service\n  User Service->>Bank: refund\n',
      },
    },
  ],
  good: [{ path: 'a.mmd', text: 'sequenceDiagram\n  participant User Service\n  User Service->>Bank: pay\n' }],
  checkWorkspace({ documents }, tell) {
    const uses = new Map<string, Map<string, Use[]>>();
    for (const { drawings } of documents) {
      for (const drawing of drawings) {
        for (const { label, range } of drawing.interaction?.lifelines ?? []) {
          const key = letters(label);
          // What is but a letter or two is called so in every drawing, and means something else in each.
          if (key.length < 4) continue;
          const spellings = uses.get(key) ?? new Map<string, Use[]>();
          uses.set(key, spellings);
          const written = label.replace(/\s+/g, ' ');
          spellings.set(written, [...(spellings.get(written) ?? []), { drawing, range }]);
        }
      }
    }
    for (const spellings of uses.values()) {
      if (spellings.size < 2) continue;
      const ranked = [...spellings].sort((a, b) => b[1].length - a[1].length);
      const [[usual, usually], ...others] = ranked as [[string, Use[]], ...[string, Use[]][]];
      for (const [written, places] of others) {
        // Of equally usual ones nobody knows which is right; within one drawing another rule tells it.
        const apart = places.filter(({ drawing }) => !usually.some((use) => use.drawing === drawing));
        for (const { drawing, range } of apart) {
          tell({
            path: drawing.path,
            range,
            message: `"${written}" is written "${usual}" elsewhere`,
            related: usually
              .slice(0, 3)
              .map((use) => ({ path: use.drawing.path, range: use.range, message: 'for example here' })),
            help: 'write one participant alike in all drawings',
          });
        }
      }
    }
  },
};

interface Use {
  readonly drawing: LintedDrawing;
  readonly range: LintedDrawing['range'];
}

function letters(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
