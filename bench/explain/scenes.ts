import { type Action, type CaseEvent, interactionTerm, Stepper, type Term, TermArena } from '#semantics';
import { drawing } from '../../test/semantics/build.ts';
import { lifelineOf, occurrencesOf } from '../../test/semantics/oracle.ts';

/** One occurrence of a run; both of one message have the same number. */
export interface Step {
  readonly text: string;
  readonly message: number;
}

export interface Scene {
  readonly name: string;
  readonly stepper: Stepper;
  readonly term: Term;
  readonly run: readonly Step[];
  readonly texts: readonly string[];
  events(run: readonly Step[], order: KnownOrder): readonly CaseEvent[];
}

/** All order known; or only that on each lifeline and from sending to receiving; or that without concurrent siblings'. */
export type KnownOrder = 'total' | 'causal' | 'loose';
export type Random = () => number;

/** Scenes of about so many occurrences. */
export function scenes(size: number, random: Random): readonly Scene[] {
  return [
    longDrawing(size, random),
    loop(size, random),
    parallel(3, size, random),
    parallel(5, size, random),
    fans(size, random),
  ];
}

function longDrawing(size: number, random: Random): Scene {
  const messages: string[] = [];
  for (let number = 0; number < size / 2; number++) {
    const from = Math.floor(20 * random());
    const to = (from + 1 + Math.floor(19 * random())) % 20;
    messages.push(`${name(from)}->${name(to)} m${number % 400}`);
  }
  return scene('20 lifelines, no frame', messages.join('\n'), concurrent(messages.flatMap(occurrencesOfLine), random));
}

const branches = [
  ['la->lb ask', 'lb->lc look', 'lc->lb found', 'lb->la answer'],
  ['la->lb ask', 'lb->ld make', 'ld->le store', 'le->ld stored', 'ld->lb made', 'lb->la answer'],
  ['la->lf tell', 'lf->lg pass'],
];

function loop(size: number, random: Random): Scene {
  const operands = branches.map((lines) => lines.map((line) => `    ${line}`).join('\n'));
  const text = `la->lb begin\nloop *\n  alt\n${operands.join('\n  else\n')}\nla->lb end`;
  const lines = ['la->lb begin'];
  while (lines.length < size / 2) lines.push(...branches[Math.floor(random() * branches.length)]!);
  lines.push('la->lb end');
  return scene('loop without bound, alt of 3', text, concurrent(lines.flatMap(occurrencesOfLine), random));
}

/** Each operand has lifelines of its own, but all are sent by one. */
function parallel(width: number, size: number, random: Random): Scene {
  const operands: string[] = [];
  const runs: string[][] = [];
  for (let number = 0; number < width; number++) {
    const body = [
      `lz->p${number} go${number}`,
      `p${number}->q${number} do`,
      `q${number}->p${number} done`,
      `p${number}->lz back${number}`,
    ];
    operands.push(`  loop *\n${body.map((line) => `    ${line}`).join('\n')}`);
    runs.push(Array.from({ length: Math.ceil(size / 8 / width) }, () => body).flat());
  }
  const parts = runs.map((lines) => concurrent(lines.flatMap(occurrencesOfLine), random));
  return scene(`par of ${width} loops`, `par\n${operands.join('\nelse\n')}`, interleave(parts, random));
}

/** Calls to three at a time, again and again. */
function fans(size: number, random: Random): Scene {
  const calls = [0, 1, 2].map((number) => [`lz->p${number} ask${number}`, `p${number}->lz told${number}`]);
  const text = `loop *\n  lx->lz start\n  par\n${calls.map((lines) => lines.map((line) => `    ${line}`).join('\n')).join('\n  else\n')}\n  lz->lx stop`;
  const run: Step[] = [];
  while (run.length < size) {
    run.push(...occurrencesOfLine('lx->lz start', run.length));
    run.push(
      ...interleave(
        calls.map((lines, call) =>
          lines.flatMap((line, at) => occurrencesOfLine(line, run.length + 10 + 2 * call + at)),
        ),
        random,
      ),
    );
    run.push(...occurrencesOfLine('lz->lx stop', run.length + 30));
  }
  return scene('loop of par of 3 calls', text, renumbered(run));
}

function scene(title: string, text: string, run: readonly Step[]): Scene {
  const { fragments, lifelines } = drawing(text);
  const indexOf = new Map(lifelines.map(({ id }, index) => [id, index]));
  const arena = new TermArena(lifelines.length);
  const actions = new Map<string, Action>();
  const actionFor = (occurrence: string | null) => {
    if (occurrence === null) return null;
    const known = actions.get(occurrence) ?? arena.action(indexOf.get(lifelineOf(occurrence))!);
    actions.set(occurrence, known);
    return known;
  };
  const { term } = interactionTerm(arena, fragments, {
    occurrences: (message) => {
      const { send, receive } = occurrencesOf(message);
      return { send: actionFor(send), receive: actionFor(receive) };
    },
  });
  return {
    name: title,
    stepper: new Stepper(arena),
    term,
    run,
    texts: [...actions.keys()],
    events: (steps, order) => {
      const last = new Map<string, number>();
      const sends = new Map<number, number>();
      const joins = new Map<string, number[]>();
      return steps.map(({ text: occurrence, message }, index) => {
        const lifeline = lifelineOf(occurrence);
        const after: number[] = [];
        if (order === 'total') {
          if (index > 0) after.push(index - 1);
        } else {
          const sent = sends.get(message);
          if (occurrence.includes('?') && sent !== undefined) after.push(sent);
          else sends.set(message, index);
          // A call's own reply comes after it; calls beside each other are not ordered.
          const isCall = order === 'loose' && lifeline === 'lz' && /(ask|told)\d/.test(occurrence);
          const before = last.get(lifeline);
          const pending = joins.get(lifeline) ?? [];
          if (before !== undefined) after.push(before);
          if (isCall) pending.push(index);
          else {
            after.push(...pending);
            last.set(lifeline, index);
            pending.length = 0;
          }
          joins.set(lifeline, pending);
        }
        const action = actions.get(occurrence);
        return {
          actions: action === undefined ? [] : [action],
          lifeline: indexOf.get(lifeline)!,
          optional: false,
          after,
        };
      });
    },
  };
}

function occurrencesOfLine(line: string, message: number): readonly Step[] {
  const [, from, to, label] = /^(\w+)->(\w+) (\w+)$/.exec(line)!;
  return [
    { text: `${from}!${label}`, message },
    { text: `${to}?${label}`, message },
  ];
}

/** Another order of the same run: neighbours change places where nothing orders them. */
function concurrent(run: readonly Step[], random: Random): readonly Step[] {
  const steps = run.slice();
  for (let round = 0; round < 6; round++) {
    for (let index = 0; index + 1 < steps.length; index++) {
      const [a, b] = [steps[index]!, steps[index + 1]!];
      if (a.message === b.message || lifelineOf(a.text) === lifelineOf(b.text) || random() < 0.5) continue;
      steps[index] = b;
      steps[index + 1] = a;
    }
  }
  return steps;
}

function interleave(parts: readonly (readonly Step[])[], random: Random): readonly Step[] {
  const at = parts.map(() => 0);
  const steps: Step[] = [];
  while (true) {
    const open = parts.map((_, part) => part).filter((part) => at[part]! < parts[part]!.length);
    if (open.length === 0) return steps;
    const part = open[Math.floor(random() * open.length)]!;
    const { text, message } = parts[part]![at[part]!++]!;
    steps.push({ text, message: message * parts.length + part });
  }
}

/** Numbers messages anew: of two occurrences of a number, the second receives what the first sent. */
function renumbered(run: readonly Step[]): readonly Step[] {
  const open = new Map<string, number[]>();
  let count = 0;
  return run.map(({ text, message }) => {
    const key = `${text.slice(text.search(/[!?]/) + 1)} ${message}`;
    if (text.includes('!')) {
      open.set(key, [...(open.get(key) ?? []), count]);
      return { text, message: count++ };
    }
    return { text, message: open.get(key)!.shift()! };
  });
}

function name(index: number): string {
  return `l${String.fromCharCode(97 + index)}`;
}
