import type { Lifecycle, State, StateKind } from '#model';
import { isStar, lifecycleSteps } from '../lifecycle-steps.ts';
import { lossesOf } from '../losses.ts';
import { renaming } from '../names.ts';
import { Page } from '../page.ts';
import type { Printed } from '../printed.ts';
import { openDiagram, writeDirection } from './head.ts';
import { escaped, isKeyword, isUnwritable, writeText } from './texts.ts';

const losses = lossesOf('PlantUML');

/** A state diagram as PlantUML. */
export function printLifecycle(lifecycle: Lifecycle): Printed {
  const page = new Page('plantuml');
  const { states, notes } = lifecycle;
  const drawnAs = new Map(states.map((state) => [state.id, sign(state)]));
  const { nameOf, renamed } = renaming(
    states.map(({ id }) => id),
    (id) => drawnAs.get(id) !== undefined || (/^[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*$/u.test(id) && !isKeyword(id)),
  );
  const end = (id: string) => drawnAs.get(id) ?? nameOf(id);
  openDiagram(page, lifecycle);
  // A dot in a name would stand for a state in a state.
  if (states.some(({ id }) => id.includes('.'))) page.line('set separator none');
  writeDirection(page, lifecycle.direction, lifecycle);
  // Where nothing tells of states, PlantUML draws a sequence.
  const told = states.every((state) => sign(state) === undefined && isPlain(state)) ? states[0] : undefined;
  const isLeftOut = (state: State) =>
    sign(state) !== undefined || (isPlain(state) && state !== told && !renamed.has(state.id));
  for (const step of lifecycleSteps(lifecycle, isLeftOut)) {
    switch (step.type) {
      case 'state':
        if (sign(step.state) === undefined) writeState(page, step.state, nameOf(step.state.id));
        break;
      case 'open':
        page.open(`${declaration(page, step.state, nameOf(step.state.id))} {`);
        if (step.state.direction) page.lose(losses.direction(step.state, step.state.direction));
        break;
      case 'close':
        page.close('}');
        writeDescriptions(page, step.state, nameOf(step.state.id));
        break;
      case 'region':
        page.between('--');
        break;
      case 'transition': {
        const { from, to, label } = step.transition;
        if (isUnwritable(label)) page.lose(losses.text(step.transition, label));
        page.line(`${end(from)} --> ${end(to)}${label && ` : ${escaped(label)}`}`);
        break;
      }
    }
  }
  notes.forEach((note, index) => {
    if (isUnwritable(note.text)) page.lose(losses.text(note, note.text));
    if (note.of.length === 1) writeText(page, `note right of ${end(note.of[0]!)}`, note.text, 'end note');
    else page.line(`note "${escaped(note.text.replaceAll('"', "'"))}" as N${index + 1}`);
    if (note.of.length > 1) page.lose(losses.note(note));
  });
  page.line('@enduml');
  return { text: page.text(), losses: page.losses, renamed };
}

/** What is drawn instead of a name. */
function sign(state: State): string | undefined {
  const { id, kind } = state;
  if (isStar(state)) return '[*]';
  if (kind === 'history' || kind === 'deep-history') return /(?:^|[\p{L}\p{N}_])\[H\*?\]$/u.test(id) ? id : undefined;
  return undefined;
}

function isPlain({ id, label, kind, descriptions, stereotypes }: State): boolean {
  return kind === 'state' && label === id && descriptions.length === 0 && stereotypes.length === 0;
}

const kinds: Readonly<Partial<Record<StateKind, string>>> = {
  initial: 'start',
  final: 'end',
  choice: 'choice',
  fork: 'fork',
  join: 'join',
  history: 'history',
  'deep-history': 'history*',
  'entry-point': 'entryPoint',
  'exit-point': 'exitPoint',
  'input-pin': 'inputPin',
  'output-pin': 'outputPin',
  'expansion-input': 'expansionInput',
  'expansion-output': 'expansionOutput',
};

function declaration(page: Page, state: State, name: string): string {
  const { label, kind, stereotypes } = state;
  if (isUnwritable(label) || label.includes('"')) page.lose(losses.text(state, label));
  const shown = label === name ? name : `"${escaped(label.replaceAll('"', "'"))}" as ${name}`;
  const marks = [...(kinds[kind] ? [kinds[kind]] : []), ...stereotypes].map((mark) => ` <<${mark}>>`);
  return `state ${shown}${marks.join('')}`;
}

function writeState(page: Page, state: State, name: string): void {
  page.line(declaration(page, state, name));
  writeDescriptions(page, state, name);
}

function writeDescriptions(page: Page, state: State, name: string): void {
  for (const description of state.descriptions) {
    if (isUnwritable(description)) page.lose(losses.text(state, description));
    page.line(`${name} : ${escaped(description)}`);
  }
}
