import type { CombinedFragment, InteractionOperand, Lifeline, LifelineBox, Message } from '#model';
import type { Loss } from './printed.ts';

/** What each language has no words for. Prose about it lives here and nowhere else in the room. */
export function lossesOf(language: 'PlantUML' | 'Mermaid') {
  const loss = (element: { readonly range: Loss['range'] }, message: string, instead: string): Loss => ({
    message,
    instead,
    range: element.range,
  });
  return {
    text: (element: Ranged, text: string) =>
      loss(element, `${language} cannot write the text ${shown(text)} as it is`, 'parts of it are read as line breaks'),
    name: (drawing: Ranged, name: string) =>
      loss(drawing, `${language} cannot name a drawing ${shown(name)}`, 'it is left without a name'),
    label: (lifeline: Lifeline) =>
      loss(lifeline, `${language} cannot write the name ${shown(lifeline.label)}`, 'the nearest one stands instead'),
    order: (lifeline: Lifeline) =>
      loss(
        lifeline,
        `${language} cannot keep "${lifeline.id}" at its place among the participants`,
        'it stands where it is first mentioned',
      ),
    boxes: (box: LifelineBox) =>
      loss(
        box,
        `${language} cannot draw the box${box.label === undefined ? '' : ` ${shown(box.label)}`} around these participants`,
        'it is left out',
      ),
    sort: (message: Message) =>
      loss(
        message,
        `${language} has no arrow for ${sorts[message.sort] ?? 'this message'}`,
        'the nearest arrow stands',
      ),
    lostSignal: (message: Message) =>
      loss(message, `${language} has no open arrow that ends in a cross`, 'a closed arrow stands instead'),
    frame: (message: Message) =>
      loss(
        message,
        `${language} has no message ${message.from === null ? 'from' : 'to'} the edge of the drawing`,
        'a note stands instead',
      ),
    creation: (message: Message) =>
      loss(message, `${language} cannot create "${message.to}" here`, 'it is there from the beginning'),
    destruction: (element: Ranged, lifeline: string) =>
      loss(
        element,
        `${language} ends a participant with its last message alone, not "${lifeline}" here`,
        'the cross is left out',
      ),
    unbegun: (element: Ranged, lifeline: string) =>
      loss(element, `${language} ends nothing of "${lifeline}" before anything is drawn`, 'this is left out'),
    inactive: (element: Ranged, lifeline: string) =>
      loss(element, `${language} refuses to deactivate "${lifeline}", which is not active`, 'this is left out'),
    operator: (fragment: CombinedFragment) => {
      const beside = fragment.messages?.join(', ') || fragment.operands[0]?.guard;
      return loss(
        fragment,
        `${language} has no \`${fragment.operator}\`${beside ? ` (${shown(beside)})` : ''}`,
        'a plain frame stands instead',
      );
    },
    frameLabel: (operand: InteractionOperand) =>
      loss(
        operand,
        `${language} has no frame with a label (${shown(operand.guard ?? '')})`,
        'a frame without one stands',
      ),
    guard: (operand: InteractionOperand, operator: string) =>
      loss(
        operand,
        `${language} cannot write the text ${shown(operand.guard ?? '')} beside \`${operator}\``,
        'it is left out',
      ),
    bounds: (fragment: CombinedFragment) =>
      loss(fragment, `${language} cannot write how often this loop runs beside its text`, 'the text stands alone'),
    operands: (fragment: CombinedFragment) =>
      loss(fragment, `${language} cannot part \`${fragment.operator}\``, 'its parts stand one after the other'),
    ref: (use: Ranged & { readonly name: string }) =>
      loss(use, `${language} has no reference to another drawing (${shown(use.name)})`, 'a note stands instead'),
    divider: (element: Ranged) => loss(element, `${language} has no divider`, 'a note stands instead'),
    delay: (element: Ranged) => loss(element, `${language} has no delay`, 'a note stands instead'),
    measure: (element: Ranged, text: string) =>
      loss(element, `${language} has no measure of time between two messages (${shown(text)})`, 'it is left out'),
    across: (element: Ranged) =>
      loss(element, `${language} has no note across all participants`, 'one over them stands'),
    note: (element: Ranged) =>
      loss(
        element,
        `${language} wants a note to be beside one participant or over one or two`,
        'the nearest one stands',
      ),
    flowchartNote: (element: Ranged) =>
      loss(element, `${language} has no notes in flowcharts`, 'a comment stands instead'),
    shape: (element: Ranged, id: string, shape: string) =>
      loss(element, `${language} does not draw "${id}" as \`${shape}\``, 'the nearest shape stands'),
    stereotypes: (element: Ranged, id: string) =>
      loss(element, `${language} has no stereotypes, as "${id}" has`, 'they are left out'),
    direction: (element: Ranged, direction: string) =>
      loss(element, `${language} does not draw in the direction ${direction} here`, 'the nearest one stands'),
    edge: (element: Ranged, from: string, to: string) =>
      loss(element, `${language} cannot draw the line from "${from}" to "${to}" as it is`, 'the nearest line stands'),
    description: (element: Ranged, id: string) =>
      loss(element, `${language} has no place for the description of "${id}"`, 'it is left out'),
    state: (element: Ranged, id: string, kind: string) =>
      loss(
        element,
        `${language} has no ${kind.replace('-', ' ')} state, as "${id}" is`,
        'a plain state stands instead',
      ),
  };
}

type Ranged = { readonly range: Loss['range'] };

const sorts: Partial<Record<Message['sort'], string>> = {
  asynchCall: 'an asynchronous call, only for signals',
  deleteMessage: 'a deleting message',
};

function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `"${line.length > 60 ? `${line.slice(0, 59)}…` : line}"`;
}
