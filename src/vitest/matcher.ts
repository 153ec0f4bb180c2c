import { didYouMean } from '#diagnostics';
import type { CheckReport, DrawingConfiguration, DrawingPlace, GivenSpans, Outcome, Span } from '#project';
import { headline, whyNone } from './messages.ts';
import { now } from './precise-times.ts';
import { isTestSpans, type Patience, type TestSpans } from './test-spans.ts';

/** As asdrawn.yaml has them, and they count before it; and what only a test can say. */
export interface ConformOptions extends Omit<DrawingConfiguration, 'rules'>, Patience {
  /** The configuration to follow, where it is not the nearest asdrawn.yaml. */
  readonly config?: string | undefined;
  /** The service of a span, where its resource does not tell: several that share one SDK. */
  readonly service?: ((span: Span) => string | undefined) | undefined;
  /** What the test itself is called as a service that calls; `false` takes its spans for the system's. Default `vitest`. */
  readonly driver?: string | false | undefined;
  /** Passes where nothing can be said as well. */
  readonly allowInconclusive?: boolean | undefined;
}

/** What is used of Vitest's matcher state. */
interface MatcherState {
  readonly isNot?: boolean;
  readonly testPath?: string;
  readonly utils: { readonly RECEIVED_COLOR?: (text: string) => string };
}

interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

const ownOptions = ['config', 'service', 'driver', 'allowInconclusive', 'quiet', 'atMost'] as const;
const settings = ['participants', 'messages', 'ignore', 'scope', 'undrawnCalls', 'undrawnParticipants'] as const;

/** For `expect.extend`; importing `asdrawn/vitest` has done that already. */
export async function toConformTo(
  this: MatcherState,
  received: unknown,
  drawing: string | URL,
  options: ConformOptions = {},
): Promise<MatcherResult> {
  verify(options);
  const isNot = this.isNot === true;
  const { drawingAt } = await import('#project');
  const place = drawingAt(drawing, { test: this.testPath, cwd: process.cwd() });
  const live = isTestSpans(received) ? received : undefined;
  const judge = await judgement(place, options);
  const outcome = live ? await judgedLive(live, judge, options) : await judge(spansOf(received));
  const { code, permitted } = outcome.exit;
  // Who expects a violation is not content with less.
  const pass = isNot ? outcome.result.verdict !== 'violates' || code !== 1 : code === 0;
  if (pass !== isNot) return { pass, message: () => '' };
  const colors = this.utils.RECEIVED_COLOR?.('x') !== 'x';
  const head = headline(place.shown, outcome.result.verdict, { isNot, failed: code === 2, permitted });
  const none = outcome.result.summary.spans === 0 && code === 3 ? whyNone(live) : undefined;
  const parts = [head, ...(none === undefined ? [await pretty(outcome, colors)] : [none])];
  return { pass, message: () => parts.join('\n\n') };
}

type Judge = (spans: GivenSpans) => Promise<Outcome<CheckReport>>;

async function judgement({ cwd, path, name }: DrawingPlace, options: ConformOptions): Promise<Judge> {
  const { check } = await import('#project');
  const { config, service, driver = 'vitest', allowInconclusive = false } = options;
  const said = Object.entries(options).filter(([key, value]) => isSetting(key) && value !== undefined);
  const choice = {
    ...{ paths: [path], single: true, traces: [], wholly: true, allowInconclusive, settings: Object.fromEntries(said) },
    ...(name !== undefined && { name }),
    ...(config !== undefined && { config }),
    attribution: { service, driver: driver === false ? undefined : driver },
  };
  const nothing = async (): Promise<Uint8Array> => new Uint8Array();
  return (spans) => check({ ...choice, spans }, { cwd, stdin: nothing });
}

/** What does not conform yet may do so when all of it has come. */
async function judgedLive(live: TestSpans, judge: Judge, patience: Patience): Promise<Outcome<CheckReport>> {
  const { atMost = 2000 } = patience;
  const deadline = now() + atMost;
  const left = (): number => Math.max(0, deadline - now());
  for (;;) {
    const isSettled = await live.settled({ ...patience, atMost: left() });
    const { changes } = live;
    await Promise.all(live.all.map(({ resource }) => resource.waitForAsyncAttributes?.()));
    const outcome = await judge(live.all);
    const { code, permitted } = outcome.exit;
    // Neither a run that conforms nor a drawing that cannot be read is helped by more spans.
    const isFinal = (code === 0 && !permitted) || code === 2;
    if (isFinal || !isSettled || !(await live.more(changes, left()))) return outcome;
  }
}

function spansOf(received: unknown): GivenSpans {
  if (typeof received === 'object' && received !== null) {
    if (!('getFinishedSpans' in received)) return received as GivenSpans;
    // The SDK's InMemorySpanExporter.
    if (typeof received.getFinishedSpans === 'function') return received.getFinishedSpans();
  }
  throw new TypeError(
    'toConformTo takes spans: those of the fixture, a list of them, an InMemorySpanExporter, or a recording in OTLP JSON',
  );
}

async function pretty({ result, sources, drawings, traces }: Outcome<CheckReport>, colors: boolean): Promise<string> {
  const { checkReports } = await import('#reports');
  const print = await checkReports.pretty();
  const text = print(result, {
    sources: (path) => sources.get(path),
    ...(drawings && { drawings }),
    ...(traces && { traces }),
    colors,
  });
  return (typeof text === 'string' ? text : [...text].join('')).trimEnd();
}

function isSetting(key: string): boolean {
  return settings.some((name) => name === key);
}

function verify(options: unknown): void {
  if (typeof options !== 'object' || options === null) throw new TypeError('the options of toConformTo are an object');
  const known: readonly string[] = [...settings, ...ownOptions];
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const meant = didYouMean(name, known);
    const help = meant ? `did you mean "${meant}"?` : `there are: ${known.join(', ')}`;
    throw new TypeError(`toConformTo has no option "${name}"; ${help}`);
  }
}
