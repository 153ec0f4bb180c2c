import {
  type Interaction,
  type InteractionFragment,
  type LifelineId,
  type Message,
  messageFlow,
  readLabel,
} from '#model';
import {
  type Choice,
  coveringPolicies,
  destinationOf,
  first,
  keysIn,
  Memory,
  type Preparation,
  scenarioOf,
} from '#runtime';
import { nameOf, spoken, unique } from './names.ts';

/** What a test does about one message of the service under test. */
export type StepKind =
  /** A neighbour calls the service. */
  | 'send'
  /** The service answers such a call. */
  | 'answer'
  /** The service calls a neighbour. */
  | 'receive'
  /** The neighbour answers. */
  | 'reply'
  /** A broker hands the service a message. */
  | 'publish'
  /** The service gives a broker a message. */
  | 'consume'
  /** Nobody but the service's own traces tells of it: work of its own, a store. */
  | 'unseen';

export interface Step {
  readonly kind: StepKind;
  readonly line: number;
  /** The arrow on one line: `orders -> payment : POST /payments`. */
  readonly drawn: string;
  /** Whom it comes from or goes to, beside the service. */
  readonly neighbour: string;
  /** As the runtime is told it: the label, or of a message over a broker its destination. */
  readonly label: string;
  /** Names that the label says are in the body. */
  readonly keys: readonly string[];
  /** Of an answer or reply: the index of the step with the call, in `PlannedTest.steps` as they are numbered. */
  readonly of?: number;
  readonly number: number;
}

/** Steps one after the other, or side by side. */
export type Course = readonly (Step | { readonly beside: readonly Course[] })[];

export interface PlannedTest {
  readonly name: string;
  /** How choices of the neighbours are made, as `line=number,…`; empty where the first way is taken everywhere. */
  readonly choices: readonly string[];
  readonly steps: readonly Step[];
  readonly course: Course;
  /** What neighbours send, by label: bodies as far as labels tell of them. */
  readonly sent: readonly { readonly label: string; readonly body: Readonly<Record<string, unknown>> }[];
}

export interface ContractPlan {
  readonly subject: string;
  readonly tests: readonly PlannedTest[];
  /** Are messages handed over by a broker? */
  readonly needsBroker: boolean;
}

/**
 * One test for each run of a smallest set that covers what concerns the subject. Runs in which the subject does the same
 * are one test.
 */
export function planTests(preparation: Preparation, subject: LifelineId): ContractPlan {
  const { interaction } = preparation;
  const known = new Set<string>();
  const planned: PlannedTest[] = [];
  for (const policy of coveringPolicies(interaction, { concerning: subject })) {
    const scenario = scenarioOf(interaction, policy);
    const planning = new Planning(
      preparation,
      subject,
      new Map([...scenario.instances].map(([id, one]) => [id, one.drawn])),
    );
    const course = planning.course(scenario.interaction);
    if (planning.steps.every(({ kind }) => kind === 'unseen')) continue;
    const choices = choicesIn(scenario.choices.filter(({ point }) => preparation.isOurChoice(point.fragment)));
    const key = JSON.stringify([planning.steps.map(({ kind, line }) => [kind, line]), choices]);
    if (known.has(key)) continue;
    known.add(key);
    const name = spoken(scenario.choices.filter((choice) => concerns(choice, subject)));
    planned.push({ name, choices, steps: planning.steps, course, sent: planning.sent() });
  }
  const names = unique(planned.map(({ name }) => name));
  const tests = planned.map((test, index) => ({ ...test, name: names[index]! }));
  const needsBroker = tests.some(({ steps }) => steps.some(({ kind }) => kind === 'publish' || kind === 'consume'));
  return { subject, tests, needsBroker };
}

function concerns({ point: { fragment } }: Choice, subject: LifelineId): boolean {
  const inside = (fragments: readonly InteractionFragment[]): boolean =>
    fragments.some((one) =>
      one.type === 'message'
        ? one.from === subject || one.to === subject
        : one.type === 'combined' && one.operands.some((operand) => inside(operand.fragments)),
    );
  return inside(fragment.operands.flatMap(({ fragments }) => fragments));
}

/** By line, each with what is taken there time after time. */
function choicesIn(choices: readonly Choice[]): readonly string[] {
  const taken = new Map<number, number[]>();
  const usual = new Map<number, boolean>();
  for (const { point, taken: number } of choices) {
    const { line } = point.fragment.range.start;
    taken.set(line, [...(taken.get(line) ?? []), number]);
    usual.set(line, (usual.get(line) ?? true) && number === first(point));
  }
  return [...taken]
    .filter(([line]) => !usual.get(line))
    .map(([line, numbers]) => `${line}=${alike(numbers) ? numbers[0] : numbers.join(',')}`);
}

function alike(numbers: readonly number[]): boolean {
  return numbers.every((number) => number === numbers[0]);
}

class Planning {
  readonly steps: Step[] = [];
  readonly #preparation: Preparation;
  readonly #subject: LifelineId;
  readonly #drawn: ReadonlyMap<number, Message>;
  readonly #numbers = new Map<number, number>();
  readonly #sent = new Map<string, readonly string[]>();
  #flow: ReturnType<typeof messageFlow> = new Map();

  constructor(preparation: Preparation, subject: LifelineId, drawn: ReadonlyMap<number, Message>) {
    this.#preparation = preparation;
    this.#subject = subject;
    this.#drawn = drawn;
  }

  course(scenario: Interaction): Course {
    this.#flow = messageFlow(scenario);
    return this.#sequence(scenario.fragments);
  }

  /** Values that hold for the whole test: what is called alike is alike. */
  sent(): PlannedTest['sent'] {
    const memory = new Memory();
    return [...this.#sent].map(([label, keys]) => ({
      label,
      body: Object.fromEntries(keys.map((key) => [key, memory.valueOf(key)])),
    }));
  }

  #sequence(fragments: readonly InteractionFragment[]): Course {
    return fragments.flatMap((fragment): Course => {
      if (fragment.type === 'message') return this.#step(fragment);
      if (fragment.type !== 'combined') return [];
      const courses = fragment.operands
        .map((operand) => this.#sequence(operand.fragments))
        .filter(({ length }) => length > 0);
      if (fragment.operator !== 'par' || courses.length < 2 || !courses.every(isClosed)) return courses.flat();
      return [{ beside: courses }];
    });
  }

  #step(message: Message): readonly Step[] {
    const { name, passages } = this.#preparation;
    const { from, to, id, messageKind } = message;
    const isFrom = from === this.#subject;
    if ((!isFrom && to !== this.#subject) || (messageKind === 'lost' && !isFrom)) return [];
    const drawn = this.#drawn.get(id)!;
    const passage = passages.get(drawn.id);
    const calls = passage === 'http' ? [...this.#flow.get(id)!.answers].map((call) => this.#numbers.get(call.id)) : [];
    const of = calls.find((number) => number !== undefined);
    const isAnswer = of !== undefined && this.#flow.get(id)!.role !== 'call';
    const kind = kindOf(passage, isFrom, isAnswer);
    const label = passage === 'broker' ? (destinationOf(message) ?? message.label) : withoutBody(message.label);
    const keys = kind === 'unseen' ? [] : keysIn(message.label);
    const step: Step = {
      kind,
      line: drawn.range.start.line,
      drawn: `${nameOf(name(from))} ${message.sort === 'reply' ? '-->' : '->'} ${nameOf(name(to))} : ${oneLine(message.label)}`,
      neighbour: isFrom ? (to ?? '') : (from ?? ''),
      label,
      keys,
      ...(isAnswer && { of }),
      number: this.steps.length,
    };
    this.steps.push(step);
    this.#numbers.set(id, step.number);
    const hasBody =
      kind === 'publish' || (kind === 'send' && !/^(?:GET|HEAD|DELETE)$/.test(readLabel(label).http?.method ?? ''));
    if (hasBody || (kind === 'reply' && keys.length > 0)) this.#sent.set(label, keys);
    return [step];
  }
}

function kindOf(passage: string | undefined, isFrom: boolean, isAnswer: boolean): StepKind {
  if (passage === 'broker') return isFrom ? 'consume' : 'publish';
  if (passage !== 'http') return 'unseen';
  if (isAnswer) return isFrom ? 'answer' : 'reply';
  return isFrom ? 'receive' : 'send';
}

/** Does it answer only what it has called itself, and all of that? */
function isClosed(course: Course): boolean {
  const steps = stepsOf(course);
  const own = new Set(steps.map(({ number }) => number));
  return steps.every(({ of }) => of === undefined || own.has(of));
}

export function stepsOf(course: Course): readonly Step[] {
  return course.flatMap((one) => ('beside' in one ? one.beside.flatMap(stepsOf) : [one]));
}

/** What tells a message from others: what is in its body does not. */
function withoutBody(text: string): string {
  const { http, status } = readLabel(text);
  if (http?.method && http.path) return `${http.method} ${http.path}`;
  const plain = oneLine(text);
  return status?.code === undefined ? plain : plain.replace(/\s*[({][^(){}]*[)}]$/, '') || plain;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
