import { type Argument, assign, type Given, type Parameter } from './arguments.ts';

/**
 * The macros of C4-PlantUML by their meaning. What is drawn is what they name: technology, description, sprites and tags
 * are prose and looks beside the name and are left out, so that a box is labelled by its name alone.
 */
export interface C4Call {
  /** Lines of PlantUML that draw the same; none for what changes only the looks. */
  readonly lines: readonly string[];
}

/** How the macros draw: boxes and lines, or, in a sequence diagram, participants and messages. */
export interface C4Mode {
  sequence: boolean;
  /** C4_Dynamic numbers its relations. */
  dynamic: boolean;
  index: number;
}

type Macro = (given: ReadonlyMap<string, Given>, mode: C4Mode) => readonly string[];

const files = /(?:^|\/)C4(?:_(?:Context|Container|Component|Deployment|Dynamic|Sequence))?(?:\.puml)?$/i;

/** Is this the path of a file of C4-PlantUML, in the standard library, by URL or as a copy? Which one. */
export function c4File(path: string): string | undefined {
  return files
    .exec(path)?.[0]
    .replace(/^\//, '')
    .replace(/\.puml$/i, '')
    .toLowerCase();
}

/** The lines that a call stands for; undefined where there is no such macro or its arguments do not fit. */
export function expandC4(name: string, args: readonly Argument[], mode: C4Mode): C4Call | undefined {
  const macro = macros.get(name);
  if (!macro) return undefined;
  const given = assign(args.map(unquoted), macro.parameters);
  return given ? { lines: macro.draw(given, mode) } : undefined;
}

export function isC4Macro(name: string): boolean {
  return macros.has(name);
}

export function c4Names(): Iterable<string> {
  return macros.keys();
}

function unquoted({ name, text }: Argument): Argument {
  const plain = /^"(.*)"$/s.exec(text)?.[1] ?? text;
  return { ...(name === undefined ? {} : { name }), text: plain };
}

const macros = new Map<string, { readonly parameters: readonly Parameter[]; readonly draw: Macro }>();

/** `$a` must be given, `$a?` need not. */
function define(names: readonly string[], parameters: string, draw: (name: string) => Macro): void {
  const read = parameters.split(' ').map((written) => {
    const name = `$${written.replace('?', '')}`;
    return written.endsWith('?') ? { name, standard: '' } : { name };
  });
  for (const name of names) macros.set(name, { parameters: read, draw: draw(name) });
}

const of = (given: ReadonlyMap<string, Given>, name: string): string => given.get(`$${name}`)?.text ?? '';
const quoted = (text: string): string => `"${text.replaceAll('"', "'")}"`;
const snake = (name: string): string =>
  name
    .replace(/_Ext$/, '')
    .replace(/(?:Db|Queue)$/, '')
    .toLowerCase();

function labelOf(given: ReadonlyMap<string, Given>): string {
  return of(given, 'label') === '' ? of(given, 'alias') : of(given, 'label');
}

/** A box, and the participant it is in a sequence diagram. */
function box(shape: string, participant: string): (name: string) => Macro {
  return (name) => {
    const stereotype = name.endsWith('_Ext') ? `external_${snake(name)}` : snake(name);
    return (given, { sequence }) => {
      const label = quoted(labelOf(given));
      const alias = of(given, 'alias');
      return [sequence ? `${participant} ${label} as ${alias}` : `${shape} ${label} as ${alias} <<${stereotype}>>`];
    };
  };
}

const element = 'alias label? descr? sprite? tags? link? type? baseShape?';
const technical = 'alias label? techn? descr? sprite? tags? link? baseShape?';

define(['Person', 'Person_Ext'], element, box('person', 'actor'));
define(['System', 'System_Ext'], element, box('rectangle', 'participant'));
define(['SystemDb', 'SystemDb_Ext'], element, box('database', 'database'));
define(['SystemQueue', 'SystemQueue_Ext'], element, box('queue', 'queue'));
define(['Container', 'Container_Ext'], technical, box('rectangle', 'participant'));
define(['ContainerDb', 'ContainerDb_Ext'], technical, box('database', 'database'));
define(['ContainerQueue', 'ContainerQueue_Ext'], technical, box('queue', 'queue'));
define(['Component', 'Component_Ext'], technical, box('component', 'participant'));
define(['ComponentDb', 'ComponentDb_Ext'], technical, box('database', 'database'));
define(['ComponentQueue', 'ComponentQueue_Ext'], technical, box('queue', 'queue'));

function boundary(stereotype: string): () => Macro {
  return () =>
    (given, { sequence }) => {
      const label = quoted(labelOf(given));
      return [sequence ? `box ${label}` : `rectangle ${label} as ${of(given, 'alias')} <<${stereotype}>>`];
    };
}

define(['Boundary'], 'alias label? type? tags? link? descr?', boundary('boundary'));
define(['Enterprise_Boundary'], 'alias label? tags? link? descr?', boundary('enterprise_boundary'));
define(['System_Boundary'], 'alias label? tags? link? descr?', boundary('system_boundary'));
define(['Container_Boundary'], 'alias label? tags? link? descr?', boundary('container_boundary'));
define(['Component_Boundary'], 'alias label? tags? link? descr?', boundary('component_boundary'));
define(
  ['Boundary_End'],
  'none?',
  () =>
    (_, { sequence }) =>
      sequence ? ['end box'] : [],
);

define(
  ['Deployment_Node', 'Deployment_Node_L', 'Deployment_Node_R', 'Node', 'Node_L', 'Node_R'],
  'alias label? type? descr? sprite? tags? link?',
  () => (given) => [`node ${quoted(labelOf(given))} as ${of(given, 'alias')} <<node>>`],
);

const ways: Readonly<Record<string, string>> = {
  ...{
    U: '-up-',
    Up: '-up-',
    D: '-down-',
    Down: '-down-',
    L: '-left-',
    Left: '-left-',
    R: '-right-',
    Right: '-right-',
  },
  ...{ Neighbor: '-', Back_Neighbor: '-' },
};

function relation(name: string): Macro {
  const both = name.startsWith('BiRel');
  const way = name.replace(/^(?:Bi)?Rel_?(?:Index)?_?/, '');
  const back = way.startsWith('Back');
  const line = ways[way] ?? '--';
  const arrow = both ? `<${line}>` : back ? `<${line}` : `${line}>`;
  return (given, mode) => {
    let number = of(given, 'e_index');
    if (number === '') number = of(given, 'index');
    if (number === '' && mode.dynamic) {
      number = String(mode.index);
      mode.index += 1;
    }
    const label = of(given, 'label');
    const said = number === '' ? label : `${number}: ${label}`;
    const written = mode.sequence ? (back ? '<-' : '->') : arrow;
    return [`${of(given, 'from')} ${written} ${of(given, 'to')}${said === '' ? '' : ` : ${said}`}`];
  };
}

const directions = ['', '_U', '_Up', '_D', '_Down', '_L', '_Left', '_R', '_Right', '_Neighbor'];
const relations = [...directions, '_Back', '_Back_Neighbor'].map((way) => `Rel${way}`);
const ends = 'from to label? techn? descr? sprite? tags? link? index? rel?';
define([...relations, ...directions.map((way) => `BiRel${way}`)], ends, relation);
define(
  relations.map((name) => name.replace('Rel', 'RelIndex')),
  `e_index ${ends}`,
  relation,
);
define(
  relations.map((name) => name.replace('Rel', 'Rel_Index')),
  `e_index ${ends}`,
  relation,
);

const layouts: Readonly<Record<string, string>> = {
  ...{ Lay_U: '-[hidden]up-', Lay_Up: '-[hidden]up-', Lay_D: '-[hidden]down-', Lay_Down: '-[hidden]down-' },
  ...{ Lay_L: '-[hidden]left-', Lay_Left: '-[hidden]left-', Lay_R: '-[hidden]right-', Lay_Right: '-[hidden]right-' },
};
define(Object.keys(layouts), 'from to', (name) => (given, { sequence }) => {
  return sequence ? [] : [`${of(given, 'from')} ${layouts[name]} ${of(given, 'to')}`];
});
define(['Lay_Distance'], 'from to distance?', () => () => []);

const leftToRight = ['LAYOUT_LEFT_RIGHT', 'LAYOUT_LANDSCAPE'];
define(
  leftToRight,
  'legend?',
  () =>
    (_, { sequence }) =>
      sequence ? [] : ['left to right direction'],
);
define(
  ['LAYOUT_TOP_DOWN'],
  'legend?',
  () =>
    (_, { sequence }) =>
      sequence ? [] : ['top to bottom direction'],
);

/** What is only looks. */
const any = 'a? b? c? d? e? f? g? h? i? j? k? l? m? n?';
const looks = [
  ...['LAYOUT_WITH_LEGEND', 'LAYOUT_AS_SKETCH', 'SET_SKETCH_STYLE', 'SHOW_LEGEND', 'SHOW_FLOATING_LEGEND', 'LEGEND'],
  ...['SHOW_DYNAMIC_LEGEND', 'HIDE_STEREOTYPE', 'SHOW_PERSON_OUTLINE', 'SHOW_PERSON_PORTRAIT', 'SHOW_PERSON_SPRITE'],
  ...['HIDE_PERSON_SPRITE', 'SHOW_ELEMENT_DESCRIPTIONS', 'SHOW_FOOT_BOXES', 'SHOW_INDEX', 'SetPropertyHeader'],
  ...['WithoutPropertyHeader', 'AddProperty', 'AddElementTag', 'AddRelTag', 'AddBoundaryTag', 'AddNodeTag'],
  ...['AddPersonTag', 'AddExternalPersonTag', 'AddSystemTag', 'AddExternalSystemTag', 'AddContainerTag'],
  ...['AddExternalContainerTag', 'AddComponentTag', 'AddExternalComponentTag', 'UpdateElementStyle', 'UpdateRelStyle'],
  ...['UpdateBoundaryStyle', 'UpdateContainerBoundaryStyle', 'UpdateSystemBoundaryStyle', 'UpdateLegendTitle'],
  ...['UpdateEnterpriseBoundaryStyle', 'UpdateSkinparamsAndLegendEntry', 'SetDefaultLegendEntries', 'UpdateNodeStyle'],
  ...['ADD_PERSON_SPRITE', 'increment', 'setIndex', 'SHOW_LEGEND_SHADOWING', 'NO_SHADOWING', 'SHOW_SHADOWING'],
];
define(looks, any, (name) => (given, mode) => {
  if (name === 'increment') mode.index += Number.parseInt(of(given, 'a'), 10) || 1;
  if (name === 'setIndex') mode.index = Number.parseInt(of(given, 'a'), 10) || mode.index;
  return [];
});

/** Functions of the macros that stand in arguments; their values are looks, but for the number of a relation. */
export function c4Value(name: string, args: readonly Argument[], mode: C4Mode): string | undefined {
  switch (name) {
    case 'Index': {
      const number = mode.index;
      mode.index += Number.parseInt(args[0]?.text ?? '', 10) || 1;
      return String(number);
    }
    case 'LastIndex':
      return String(Math.max(1, mode.index - 1));
    case 'SetIndex':
      mode.index = Number.parseInt(args[0]?.text ?? '', 10) || mode.index;
      return String(mode.index);
    case 'RoundedBoxShape':
    case 'EightSidedShape':
    case 'DashedLine':
    case 'DottedLine':
    case 'BoldLine':
    case 'SolidLine':
      return name;
    default:
      return undefined;
  }
}
