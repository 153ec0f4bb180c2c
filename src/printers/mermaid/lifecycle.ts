import type { Lifecycle, State } from '#model';
import { isStar, lifecycleSteps } from '../lifecycle-steps.ts';
import { lossesOf } from '../losses.ts';
import { renaming } from '../names.ts';
import { Page } from '../page.ts';
import type { Printed } from '../printed.ts';
import { openDiagram } from './head.ts';
import { escaped as escapedText } from './texts.ts';

const losses = lossesOf('Mermaid');

/** A state diagram as Mermaid. */
export function printLifecycle(lifecycle: Lifecycle): Printed {
  const page = new Page('mermaid');
  const { states, notes, direction } = lifecycle;
  const stars = new Set(states.filter(isStar).map(({ id }) => id));
  const { nameOf, renamed } = renaming(
    states.map(({ id }) => id),
    (id) => stars.has(id) || isWritableId(id),
  );
  const end = (id: string) => (stars.has(id) ? '[*]' : nameOf(id));
  openDiagram(page, 'stateDiagram-v2', lifecycle);
  if (direction) page.line(`direction ${direction}`);
  for (const step of lifecycleSteps(
    lifecycle,
    (state) => isStar(state) || (isPlain(state) && !renamed.has(state.id)),
  )) {
    switch (step.type) {
      case 'state':
        if (!isStar(step.state)) writeState(page, step.state, nameOf(step.state.id));
        break;
      case 'open': {
        const { state } = step;
        const name = nameOf(state.id);
        if (state.stereotypes.length > 0) page.lose(losses.stereotypes(state, state.id));
        page.open(state.label === name ? `state ${name} {` : `state ${quoted(page, state)} as ${name} {`);
        if (state.direction) page.line(`direction ${state.direction}`);
        break;
      }
      case 'close':
        page.close('}');
        if (step.state.descriptions.length > 0) page.lose(losses.description(step.state, step.state.id));
        break;
      case 'region':
        page.between('--');
        break;
      case 'transition': {
        const { from, to, label } = step.transition;
        page.line(`${end(from)} --> ${end(to)}${label && ` : ${escaped(label)}`}`);
        break;
      }
    }
  }
  for (const note of notes) {
    const [of] = note.of;
    if (note.of.length === 1 && !stars.has(of!)) page.line(`note right of ${end(of!)} : ${escaped(note.text)}`);
    else {
      page.lose(losses.note(note));
      page.comment(note.text);
    }
  }
  return { text: page.text(), losses: page.losses, renamed };
}

function isPlain({ id, label, kind, descriptions, stereotypes }: State): boolean {
  return kind === 'state' && label === id && descriptions.length === 0 && stereotypes.length === 0;
}

function isWritableId(id: string): boolean {
  return (
    /^[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*$/u.test(id) &&
    !/^(?:state|note|end|default|direction|as|class|classDef|style|click|href|scale|hide)$/i.test(id)
  );
}

function quoted(page: Page, state: State): string {
  if (state.label.includes('"')) page.lose(losses.text(state, state.label));
  return `"${escaped(state.label.replaceAll('"', "'"))}"`;
}

function writeState(page: Page, state: State, name: string): void {
  const { id, label, kind, descriptions, stereotypes } = state;
  if (stereotypes.length > 0) page.lose(losses.stereotypes(state, id));
  const marked = kind === 'choice' || kind === 'fork' || kind === 'join';
  if (!marked && kind !== 'state') page.lose(losses.state(state, id, kind));
  if (marked && label !== name) page.lose(losses.text(state, label));
  if (marked) page.line(`state ${name} <<${kind}>>`);
  // What follows a name alone is its label, and a name behind `state` alone takes a brace on the next line for its own.
  else page.line(label === name && descriptions.length === 0 ? name : `state ${quoted(page, state)} as ${name}`);
  if (marked && descriptions.length > 0) page.lose(losses.description(state, id));
  else for (const description of descriptions) page.line(`${name} : ${escaped(description)}`);
}

/** A text behind a colon, which ends at another one; what would be taken for a line break is an entity. */
function escaped(text: string): string {
  return escapedText(text.replace(/:|\\(?=n)/g, (sign) => (sign === ':' ? '\0' : '\x01')))
    .replaceAll('\0', '#58;')
    .replaceAll('\x01', '#92;');
}
