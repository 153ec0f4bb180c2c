/** What there is to say where one drawing is named and expected to be judged as a whole, each with its code. */
import type { Finding } from '#checks';
import type { SourceRange } from '#diagnostics';
import type { Drawing } from '#parsers';
import { finding } from './findings.ts';

export const choiceFindings = {
  noSuchDrawing: (path: string, name: string, meant: string | undefined, names: readonly string[]): Finding =>
    finding({
      code: 'project/no-such-drawing',
      severity: 'error',
      message: `there is no drawing "${name}" in ${path}`,
      path,
      help: meant
        ? `did you mean ${path}#${meant}?`
        : names.length > 0
          ? `there are: ${names.map((each) => `${path}#${each}`).join(', ')}`
          : 'there is no sequence diagram in it at all',
    }),

  notSeen: (path: string, { id, label, range }: { id: string; label: string; range: SourceRange }): Finding =>
    finding({
      code: 'check/not-seen',
      severity: 'warning',
      message: `"${label.replace(/\s*\n\s*/g, ' ')}" was not seen at all, so nothing that is drawn of it was judged`,
      path,
      range,
      label: 'drawn, and never seen',
      help:
        `if it took part, say what it is called in the spans: participants: { ${id}: … }; ` +
        `if no span can show it: participants: { ${id}: { role: unobserved } }`,
    }),

  severalSequences: (second: Pick<Drawing, 'path' | 'range'>, names: readonly string[]): Finding =>
    finding({
      code: 'check/several-drawings',
      severity: 'error',
      message: `there are several sequence diagrams here, and one is to be judged`,
      path: second.path,
      range: { start: second.range.start, end: second.range.start },
      label: 'a second one begins here',
      help: names.length > 1 ? `name one: ${names.join(', ')}` : 'give each a name or a heading of its own',
    }),
};
