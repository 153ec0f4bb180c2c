import type { Finding } from '#checks';
import type { SourceRange } from '#diagnostics';
import type { Deviation, TransportError } from '#runtime';
import type { ChoicesDrawn } from '../choices-drawn.ts';
import { finding } from '../findings.ts';

/** What the runtime has to say, with the drawing that it is about. */
export function findingOfDeviation(path: string, deviation: Deviation): Finding {
  const { code, severity, message, drawn, range = drawn?.range, expected, help } = deviation;
  return finding({
    code,
    severity,
    message,
    ...(range && { path, range }),
    ...(expected && expected.length > 0 && { expected }),
    ...(help !== undefined && { help }),
  });
}

export const liveFindings = {
  whichDrawing: (path: string, names: readonly string[]): Finding =>
    finding({
      code: 'live/which-drawing',
      severity: 'error',
      message: `${path} holds ${names.length} sequence diagrams, and one is to be played`,
      path,
      help: `name one of them: ${names.map((name) => JSON.stringify(`${path}#${name}`)).join(', ')}`,
    }),

  noSuchDrawing: (path: string, wanted: string, names: readonly string[]): Finding =>
    finding({
      code: 'live/which-drawing',
      severity: 'error',
      message: `${path} holds no sequence diagram called ${JSON.stringify(wanted)}`,
      path,
      help: `it holds: ${names.map((name) => JSON.stringify(name)).join(', ') || 'none'}`,
    }),

  unknownChoice: (path: string, wish: string, { places, meant }: ChoicesDrawn): Finding =>
    finding({
      code: 'live/unknown-choice',
      severity: 'error',
      message: `the drawing has no choice ${JSON.stringify(wish)}${meant ? `; did you mean "${meant}"?` : ''}`,
      path,
      help: places === '' ? 'the drawing leaves nothing to choose' : `choices are drawn at ${places}`,
    }),

  notOursToChoose: (path: string, wish: string, range: SourceRange): Finding =>
    finding({
      code: 'live/not-ours-to-choose',
      severity: 'warning',
      message: `${JSON.stringify(wish)} has no effect: this choice is not made by a participant of ours`,
      path,
      range: { start: range.start, end: range.start },
      help: 'whichever way is taken is followed; choose what is answered before it, or leave this out',
    }),

  badAddress: (name: string, address: string): Finding =>
    finding({
      code: 'live/bad-address',
      severity: 'error',
      message: `${JSON.stringify(address)} is no address where ${name} could listen`,
      help: 'it looks like http://127.0.0.1:3000',
    }),

  neverStarted: (command: string, why: string): Finding =>
    finding({
      code: 'live/never-started',
      severity: 'error',
      message: `${command} ${why}`,
      help: 'its own output tells more; --start-timeout gives it longer',
    }),

  nothingCame: (name: string): Finding =>
    finding({
      code: 'live/nothing-came',
      severity: 'warning',
      message: `${name} asked nobody for anything`,
      help: 'was it told where its neighbours listen? Their addresses are printed at the beginning',
    }),

  transport: ({ code, message, help }: TransportError): Finding => finding({ code, severity: 'error', message, help }),

  interrupted: (): Finding =>
    finding({
      code: 'live/interrupted',
      severity: 'note',
      message: 'a signal ended the run; the verdict is about what had happened by then',
    }),
};
