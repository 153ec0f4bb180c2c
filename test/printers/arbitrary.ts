import fc from 'fast-check';
import type { Interaction, InteractionFragment, InteractionOperator, Lifeline, LifelineKind, Message } from '#model';
import { messagesIn, walkFragments } from '#model';

const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** Scraps that mean something to one of the languages, or to how texts are read. */
const scraps = [
  ...[
    '#',
    ';',
    '#59;',
    '#quot;',
    '<br>',
    '<br/>',
    '\n',
    '\\n',
    '\\',
    '\\\\',
    '"',
    '""',
    "'",
    "/'",
    ':',
    ',',
    '@',
    '%%',
  ],
  ...['%%{', '{', '}', '[', ']', '(', ')', '->', '-->>', '-x', '->>', '--', '++', '+', '-', '=', '==', '...', '…', '|'],
  ...['end', 'alt', 'else', 'note', 'as', ' as ', 'participant', 'ref', 'over', 'wrap:', 'nowrap:', ':wrap:', 'title'],
  ...['#red', '#red ', 'aqua ', 'rgb(1,2,3) ', '3 times', '1..3', '(2 attempts)', 'once', '*', 'strict', 'neg [x]'],
  ...[
    'end note',
    '@enduml',
    '@startuml',
    '!include x',
    '$x',
    '%n()',
    '\t',
    'é',
    '🚀',
    '漢字',
    '\u2028',
    ' ',
    '  ',
    'x',
    'o',
  ],
  ...['Order', 'POST /a/b?c=d&e', '201 Created', '<b>', '<<s>>', '[[u]]', '`', '~', '***', '{start}', 'a-b', 'a/b'],
];

const text = fc
  .oneof(
    { weight: 2, arbitrary: fc.constantFrom('ask', 'answer', '201 Created', 'two\nlines', 'a; b', 'order.created') },
    {
      weight: 3,
      arbitrary: fc.array(fc.constantFrom(...scraps), { minLength: 1, maxLength: 5 }).map((p) => p.join('')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  )
  // Texts of models have no white space around them, and none that only an entity could make.
  .map((written) => written.replace(/[\r\0\ue000-\uf8ff]/g, '').trim());

const words = text.filter((written) => written !== '');

const kinds: readonly LifelineKind[] = [
  ...(['participant', 'participant', 'actor', 'boundary', 'control'] as const),
  ...(['entity', 'database', 'collections', 'queue'] as const),
];

const id = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('A', 'B', 'shop', 'db_1', 'Ä', 'a.b') },
  { weight: 2, arbitrary: fc.constantFrom('end', 'participant', 'note', 'Web shop', 'a-b', 'over', 'x', 'o', 'title') },
  { weight: 1, arbitrary: words.map((written) => written.replace(/\s+/g, ' ')) },
);

const lifelines = fc
  .uniqueArray(fc.record({ id, label: fc.option(text, { nil: undefined }), kind: fc.constantFrom(...kinds) }), {
    selector: (lifeline) => lifeline.id,
    minLength: 1,
    maxLength: 5,
  })
  .map((list): Lifeline[] => list.map(({ id, label, kind }) => ({ id, label: label ?? id, kind, range })));

const bounds = fc
  .tuple(fc.nat(4), fc.option(fc.nat(3), { nil: null }))
  .map(([min, more]) => ({ min, max: more === null ? null : min + more }));

const parted: readonly InteractionOperator[] = ['alt', 'par', 'critical', 'strict', 'seq'];
const single: readonly InteractionOperator[] = ['opt', 'break', 'neg', 'assert', 'group', 'critical'];

function fragmentsOver(ids: readonly string[]): fc.Arbitrary<readonly InteractionFragment[]> {
  const one = fc.constantFrom(...ids);
  const message = fc
    .record({
      from: fc.option(one, { nil: null, freq: 12 }),
      to: fc.option(one, { nil: null, freq: 12 }),
      sort: fc.constantFrom<Message['sort'][]>('synchCall', 'synchCall', 'asynchSignal', 'reply', 'createMessage'),
      lost: fc.constantFrom(false, false, false, true),
      label: text,
    })
    .filter(({ from, to, sort }) => (from !== null || to !== null) && !(sort === 'createMessage' && to === null))
    .map(
      ({ from, to, sort, lost, label }): InteractionFragment => ({
        type: 'message',
        id: 0,
        sort,
        messageKind: from === null ? 'found' : to === null || lost ? 'lost' : 'complete',
        from,
        to,
        label,
        range,
      }),
    );
  const action = fc.constantFrom<('activate' | 'deactivate')[]>('activate', 'deactivate');
  const leaf: fc.Arbitrary<InteractionFragment> = fc.oneof(
    { weight: 8, arbitrary: message },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('activation'), action, lifeline: one, range: fc.constant(range) }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('destruction'), lifeline: one, range: fc.constant(range) }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom<('left' | 'right' | 'over' | 'across')[]>('left', 'right', 'over', 'across'),
          one,
          one,
          text,
        )
        .map(([placement, a, b, written]): InteractionFragment => {
          const beside = placement === 'over' && a !== b ? [a, b] : [a];
          return { type: 'note', placement, lifelines: placement === 'across' ? [] : beside, text: written, range };
        }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('divider'), text, range: fc.constant(range) }) },
    {
      weight: 1,
      arbitrary: fc
        .option(words, { nil: undefined })
        .map((written): InteractionFragment => ({ type: 'delay', ...(written ? { text: written } : {}), range })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.uniqueArray(one, { minLength: 1, maxLength: 3 }), text)
        .map(([over, name]): InteractionFragment => ({ type: 'ref', lifelines: over, name, range })),
    },
  );
  const guarded = fc.option(words, { nil: undefined }).map((guard) => (guard === undefined ? {} : { guard }));
  const level: fc.Memo<readonly InteractionFragment[]> = fc.memo((depth) => {
    if (depth <= 1) return fc.array(leaf, { maxLength: 4 });
    const operand = fc.tuple(guarded, level()).map(([guard, fragments]) => ({ ...guard, fragments, range }));
    const combined: fc.Arbitrary<InteractionFragment> = fc.oneof(
      fc
        .tuple(fc.constantFrom(...parted), fc.array(operand, { minLength: 1, maxLength: 3 }))
        .map(([operator, operands]): InteractionFragment => ({ type: 'combined', operator, operands, range })),
      fc
        .tuple(fc.constantFrom(...single), operand)
        .map(([operator, inner]): InteractionFragment => ({ type: 'combined', operator, operands: [inner], range })),
      fc.tuple(operand, bounds).map(
        ([inner, times]): InteractionFragment => ({
          type: 'combined',
          operator: 'loop',
          operands: [inner],
          bounds: times,
          range,
        }),
      ),
      fc
        .tuple(
          fc.constantFrom<('ignore' | 'consider')[]>('ignore', 'consider'),
          level(),
          fc.array(fc.constantFrom('ping', 'pong', 'a b'), { maxLength: 2 }),
        )
        .map(
          ([operator, fragments, messages]): InteractionFragment => ({
            type: 'combined',
            operator,
            operands: [{ fragments, range }],
            messages,
            range,
          }),
        ),
    );
    return fc.array(fc.oneof({ weight: 5, arbitrary: leaf }, { weight: 2, arbitrary: combined }), { maxLength: 5 });
  });
  return level(3);
}

/** Interactions that use everything the model has, with texts that are hard to write. */
export const interactions: fc.Arbitrary<Interaction> = lifelines.chain((list) =>
  fc
    .record({
      name: fc.option(
        words.map((name) => name.replace(/\s+/g, ' ')),
        { nil: undefined, freq: 4 },
      ),
      title: fc.option(words, { nil: undefined }),
      box: fc.option(fc.tuple(fc.nat(4), fc.nat(4), fc.option(words, { nil: undefined })), { nil: undefined }),
      fragments: fragmentsOver(list.map((lifeline) => lifeline.id)),
      measures: fc.option(fc.array(fc.tuple(fc.nat(3), fc.nat(3), words), { minLength: 1, maxLength: 2 }), {
        nil: [],
        freq: 3,
      }),
    })
    .map(({ name, title, box, fragments, measures }): Interaction => {
      const boxed = box ? list.slice(box[0], box[0] + box[1]).map((lifeline) => lifeline.id) : [];
      const count = messagesIn(fragments).length;
      const durations = measures
        .filter(([from, to]) => from < count && to < count)
        .map(([from, to, text]) => ({ from: from + 1, to: to + 1, text, range }));
      return numbered({
        kind: 'interaction',
        ...(name === undefined ? {} : { name }),
        ...(title === undefined ? {} : { title }),
        lifelines: list,
        boxes:
          boxed.length > 0 ? [{ ...(box?.[2] === undefined ? {} : { label: box[2] }), lifelines: boxed, range }] : [],
        fragments,
        ...(durations.length > 0 && { durations }),
        range,
      });
    }),
);

/** Messages are numbered in the order of the text. */
function numbered(interaction: Interaction): Interaction {
  const copy = structuredClone(interaction);
  let id = 0;
  for (const { fragment } of walkFragments(copy.fragments))
    if (fragment.type === 'message') (fragment as { id: number }).id = ++id;
  return copy;
}
