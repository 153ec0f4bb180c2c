import fc from 'fast-check';
import {
  type Direction,
  type DrawnNote,
  type EdgeHead,
  type EdgeLine,
  type Lifecycle,
  type NodeShape,
  pseudostateId,
  type State,
  type StateKind,
  type Structure,
} from '#model';

const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

const scraps = [
  ...[
    '#',
    ';',
    '<br>',
    '\n',
    '\\n',
    '\\',
    '"',
    "'",
    ':',
    ',',
    '@',
    '%%',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '|',
    '-->',
    '->',
  ],
  ...[
    'end',
    'as',
    'state',
    'note',
    '<<x>>',
    '[*]',
    '--',
    'é',
    '漢字',
    '🚀',
    '#quot;',
    '<b>',
    '$x',
    '%n()',
    '/',
    '`',
    '~',
  ],
  ...['Order', 'POST /a?b=c&d', ' ', 'x', '*', '_', '+', '1.'],
];

const text = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom('asks', 'Order placed', 'two\nlines', 'a; b', '[paid] / ship') },
    {
      weight: 2,
      arbitrary: fc.array(fc.constantFrom(...scraps), { minLength: 1, maxLength: 4 }).map((p) => p.join('')),
    },
  )
  .map((written) =>
    written
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .trim(),
  );
const words = text.filter((written) => written !== '');

const id = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('A', 'B', 'shop', 'db_1', 'Ä', 'Bank', 'till') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('end', 'note', 'state', 'Web shop', 'a-b', 'x', 'o', 'title', 'default', 'class'),
  },
);

const direction = fc.option(fc.constantFrom<Direction[]>('TB', 'BT', 'LR', 'RL'), { nil: undefined });

const shapes: Readonly<Record<'plantuml' | 'mermaid', readonly NodeShape[]>> = {
  plantuml: [
    ...(['rectangle', 'database', 'circle', 'hexagon', 'cloud', 'queue', 'component', 'actor', 'usecase'] as const),
    ...(['interface', 'node', 'object', 'card', 'file', 'person', 'stack', 'diamond'] as const),
  ],
  mermaid: [
    ...(['rectangle', 'rounded', 'stadium', 'database', 'diamond', 'circle', 'hexagon', 'cloud', 'queue'] as const),
    ...(['document', 'trapezoid', 'asymmetric', 'ellipse', 'label', 'fork', 'actor'] as const),
  ],
};

function notesOf(ids: readonly string[]): fc.Arbitrary<DrawnNote[]> {
  return fc.array(
    fc.record({ of: fc.constantFrom(...ids).map((one) => [one]), text: words, range: fc.constant(range) }),
    { maxLength: 1 },
  );
}

/** What is held by the element before it, or by nothing. */
const holders = fc.array(fc.nat(5), { minLength: 12, maxLength: 12 });

/** Structures that use all that the model has, mostly with what the language can say. */
export const structuresFor = (language: 'plantuml' | 'mermaid'): fc.Arbitrary<Structure> =>
  fc.tuple(fc.uniqueArray(id, { minLength: 1, maxLength: 7 }), fc.nat(2), holders).chain(([ids, groupCount, held]) => {
    const groupIds = ids.slice(0, Math.min(groupCount, ids.length - 1));
    const holder = (index: number, among: number) => {
      const at = held[index]!;
      return at < among && among > 0 ? groupIds[at]! : null;
    };
    const plantuml = language === 'plantuml';
    const stereotypes = fc.constantFrom<string[][]>([], ...(plantuml ? [['service']] : []));
    const head = fc.constantFrom<EdgeHead[]>(
      'none',
      'arrow',
      'arrow',
      'arrow',
      'triangle',
      'circle',
      'cross',
      'diamond',
    );
    const one = fc.constantFrom(...ids);
    const end = fc.constantFrom('1', '0..*', 'n');
    return fc.record(
      {
        kind: fc.constant('structure' as const),
        title: fc.constantFrom('Shop', 'How: it works', 'two words'),
        direction: fc.constantFrom<Direction[]>('TB', 'BT', 'LR', 'RL'),
        nodes: fc.tuple(
          ...ids.slice(groupIds.length).map((each, index) =>
            fc.record({
              id: fc.constant(each),
              label: fc.option(words, { nil: each }).map((label) => label ?? each),
              shape: fc.constantFrom(...shapes[language]),
              stereotypes,
              group: fc.constant(holder(index, groupIds.length)),
              declared: fc.boolean(),
              range: fc.constant(range),
            }),
          ),
        ),
        groups: fc.tuple(
          ...groupIds.map((each, index) =>
            fc.record({
              id: fc.constant(each),
              label: fc.option(words, { nil: each }).map((label) => label ?? each),
              shape: fc.constantFrom<NodeShape[]>('frame', ...(plantuml ? (['package', 'node'] as const) : [])),
              stereotypes,
              group: fc.constant(holder(11 - index, index)),
              range: fc.constant(range),
            }),
          ),
        ),
        edges: fc.array(
          fc.record(
            {
              from: one,
              to: one,
              label: fc.oneof(fc.constant(''), text),
              ...(plantuml ? { fromLabel: end, toLabel: end } : {}),
              line: fc.constantFrom<EdgeLine[]>('solid', 'dotted', 'thick', ...(plantuml ? (['dashed'] as const) : [])),
              fromHead: plantuml ? head : fc.constant('none' as const),
              toHead: head,
              range: fc.constant(range),
            },
            { requiredKeys: ['from', 'to', 'label', 'line', 'fromHead', 'toHead', 'range'] },
          ),
          { maxLength: 5 },
        ),
        notes: plantuml ? notesOf(ids) : fc.constant([]),
        range: fc.constant(range),
      },
      { requiredKeys: ['kind', 'nodes', 'groups', 'edges', 'notes', 'range'] },
    );
  });

const stateKinds: readonly StateKind[] = [
  ...(['state', 'state', 'state', 'state', 'choice', 'fork', 'join', 'history', 'entry-point', 'exit-point'] as const),
];

/** Entry and exit points stand on the border of a state. */
function kindOf(holds: boolean, parent: string | null): fc.Arbitrary<StateKind> {
  if (holds) return fc.constant('state');
  return fc.constantFrom(...stateKinds.filter((kind) => parent !== null || !kind.endsWith('-point')));
}

/** Lifecycles of states in states, with regions, pseudostates and transitions within one region. */
export const lifecycles: fc.Arbitrary<Lifecycle> = fc
  .tuple(fc.uniqueArray(id, { minLength: 1, maxLength: 6 }), holders, fc.boolean())
  .chain(([ids, held, parted]) => {
    const places = new Map<string, { parent: string | null; region: number }>();
    ids.forEach((each, index) => {
      const parent = held[index]! < index && held[index]! < 2 ? ids[held[index]!]! : null;
      places.set(each, { parent, region: 0 });
    });
    // A second region, where a state holds at least two.
    for (const each of ids) {
      const inner = ids.filter((other) => places.get(other)!.parent === each);
      if (parted && inner.length > 1) places.set(inner.at(-1)!, { parent: each, region: 1 });
    }
    const holds = new Set([...places.values()].map(({ parent }) => parent));
    const states = ids.map((each) =>
      fc
        .record({
          id: fc.constant(each),
          label: fc.option(words, { nil: undefined, freq: 2 }),
          kind: kindOf(holds.has(each), places.get(each)!.parent),
          descriptions: fc.array(words, { maxLength: 1 }),
          stereotypes: fc.constantFrom<string[][]>([], [], [], ['x']),
          parent: fc.constant(places.get(each)!.parent),
          region: fc.constant(places.get(each)!.region),
          range: fc.constant(range),
        })
        .map(({ label, ...state }): State => ({ ...state, label: label ?? state.id })),
    );
    const one = fc.constantFrom(...ids);
    const transitions = fc.array(fc.tuple(one, one, fc.constantFrom('', 'go', 'two words', 'x; y')), { maxLength: 5 });
    return fc
      .record({ states: fc.tuple(...states), drawn: transitions, stars: fc.boolean(), direction, notes: notesOf(ids) })
      .map(({ states: named, drawn, stars, direction: way, notes }): Lifecycle => {
        const beside = drawn.filter(([from, to]) => {
          const [a, b] = [places.get(from)!, places.get(to)!];
          return a.parent === b.parent && a.region === b.region;
        });
        const begins = stars ? beside.slice(0, 1) : [];
        const added = begins.map(([from]): State => {
          const { parent, region } = places.get(from)!;
          const star = pseudostateId('initial', parent, region);
          return { id: star, label: star, kind: 'initial', descriptions: [], stereotypes: [], parent, region, range };
        });
        const plain = (label: string) => ({ label, ...(label === '' ? {} : { event: label }), range });
        return {
          kind: 'lifecycle',
          ...(way ? { direction: way } : {}),
          states: [...named, ...added],
          transitions: [
            ...begins.map(([from], index) => ({ from: added[index]!.id, to: from, ...plain('') })),
            ...beside.map(([from, to, label]) => ({ from, to, ...plain(label) })),
          ],
          notes,
          range,
        };
      });
  });
