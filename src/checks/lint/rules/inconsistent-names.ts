import type { Lifeline } from '#model';
import { lettersOf } from '../lookalikes.ts';
import type { LintedDrawing, Rule } from '../rule.ts';

export const inconsistentNames: Rule = {
  name: 'inconsistent-names',
  severity: 'note',
  summary: 'One participant is written differently in different files.',
  why: `"User Service" in one drawing and "user-service" in another are one service to a reader, and two to a search. What most
drawings write is right; the others are told. Only names that differ in case, spaces or punctuation are
compared; nodes of flowcharts and component diagrams are, where a participant is called like them.`,
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
    const all = documents.flatMap(({ drawings }) => drawings);
    const use = (
      drawing: LintedDrawing,
      { label, range }: Pick<Lifeline, 'label' | 'range'>,
      isNode: boolean,
    ): void => {
      const key = lettersOf(label);
      // What is but a letter or two is called so in every drawing, and means something else in each.
      if (key.length < 4 || (isNode && !uses.has(key))) return;
      const spellings = uses.get(key) ?? new Map<string, Use[]>();
      uses.set(key, spellings);
      const written = label.replace(/\s+/g, ' ');
      const places = spellings.get(written);
      if (places) places.push({ drawing, range });
      else spellings.set(written, [{ drawing, range }]);
    };
    for (const drawing of all)
      for (const lifeline of drawing.interaction?.lifelines ?? []) use(drawing, lifeline, false);
    // A node may be anything; one that is called as a participant is that participant.
    for (const drawing of all) for (const node of drawing.structure?.nodes ?? []) use(drawing, node, true);
    for (const spellings of uses.values()) {
      if (spellings.size < 2) continue;
      const ranked = [...spellings].sort((a, b) => b[1].length - a[1].length);
      const [[usual, usually], ...others] = ranked as [[string, Use[]], ...[string, Use[]][]];
      for (const [written, places] of others) {
        // Of equally usual ones nobody knows which is right; within one drawing another rule tells it.
        const there = new Set(usually.map(({ drawing }) => drawing));
        const apart = places.filter(({ drawing }) => !there.has(drawing));
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
