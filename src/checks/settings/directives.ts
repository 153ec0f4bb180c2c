import { didYouMean, type SourceRange } from '#diagnostics';
import type { Interaction, Lifeline, Message } from '#model';
import { messagesOf } from '#model';
import type { CaseScope } from '#traces';
import type { Finding } from '../result.ts';
import { settingFindings } from './messages.ts';
import type {
  BudgetSeverity,
  DrawingSettings,
  IgnoreSetting,
  MessageSetting,
  Origin,
  ParticipantSetting,
  ParticipantTarget,
  Policy,
  Presence,
} from './settings.ts';

/** A comment of the drawing that speaks to asdrawn. */
export interface DirectiveText {
  readonly text: string;
  readonly range: SourceRange;
  /** The line of the statement that it stands above. */
  readonly below?: number;
}

/** What the directives of a drawing set; what they leave open is left out. */
export interface DirectiveSettings
  extends Partial<Pick<DrawingSettings, 'scope' | 'undrawnCalls' | 'undrawnParticipants' | 'budgets'>> {
  readonly participants: readonly ParticipantSetting[];
  readonly messages: readonly MessageSetting[];
  readonly ignore: readonly IgnoreSetting[];
  readonly findings: readonly Finding[];
}

/** Directives that are for the linter; they are read there. */
const lintWords: ReadonlySet<string> = new Set(['disable', 'disable-next-line']);

const forms = {
  participant:
    'participant <name> is service <name>, database <system>, broker <system>, host <name>, outside or unobserved',
  target: 'service <name>, database <system> [<namespace>], broker <system>, host <name>, outside or unobserved',
  message:
    'message "<label>" optional, required, unobservable, as "<label>", span "<name>" or attribute <name>=<value>',
  scope: 'scope trace, scope attribute <name>, scope baggage <key> or scope run',
  policy: 'allow undrawn calls, forbid undrawn participants, …',
  budgets: 'budgets error, warning, note or off',
  ignore: 'ignore <what a message would be labelled>, such as: ignore GET /health',
} as const;

const targetWords = ['service', 'database', 'broker', 'host', 'outside', 'unobserved'];
const messageWords = ['optional', 'required', 'unobservable', 'as', 'span', 'attribute'];
const words = [
  'participant',
  'message',
  'scope',
  'open',
  'closed',
  'allow',
  'forbid',
  'ignore',
  'budgets',
  ...targetWords,
  ...messageWords,
];

/**
 * Reads directives. One that begins with what a participant or a message may be is about the statement below it; the
 * others name whom they are about, or are about the whole drawing.
 */
export function readDirectives(
  path: string,
  interaction: Interaction,
  directives: readonly DirectiveText[],
): DirectiveSettings {
  const reading = new Reading(path, interaction);
  for (const directive of directives) reading.read(directive);
  return reading;
}

class Reading implements DirectiveSettings {
  readonly participants: ParticipantSetting[] = [];
  readonly messages: MessageSetting[] = [];
  readonly ignore: IgnoreSetting[] = [];
  readonly findings: Finding[] = [];
  scope?: CaseScope;
  undrawnCalls?: Policy;
  undrawnParticipants?: Policy;
  budgets?: BudgetSeverity;
  readonly #path: string;
  readonly #interaction: Interaction;

  constructor(path: string, interaction: Interaction) {
    this.#path = path;
    this.#interaction = interaction;
  }

  read({ text, range, below }: DirectiveText): void {
    const place = { path: this.#path, range };
    const origin = { ...place, spoken: `the directive in line ${range.start.line}` };
    const [first = '', ...rest] = tokens(text);
    const word = first.toLowerCase();
    if (lintWords.has(word)) return;
    const fail = (what: string, form: string): void => {
      this.findings.push(settingFindings.badDirective(place, what, form));
    };
    if (word === 'participant') this.#participant(rest, origin, fail);
    else if (word === 'message') this.#message(rest, origin, fail);
    else if (targetWords.includes(word)) this.#targetBelow([word, ...rest], origin, below, fail);
    else if (messageWords.includes(word)) this.#messageBelow([word, ...rest], origin, below, fail);
    else if (word === 'scope') this.#scope(rest, fail);
    else if (word === 'open') this.undrawnCalls = 'allow';
    else if (word === 'closed') this.undrawnCalls = 'forbid';
    else if (word === 'allow' || word === 'forbid') this.#policy(word, rest, fail);
    else if (word === 'budgets') {
      const severity = budgetSeverities.find((one) => one === rest.join(' ').toLowerCase());
      if (severity) this.budgets = severity;
      else fail('this does not say what it is to exceed a budget', forms.budgets);
    } else if (word === 'ignore') {
      const message = text.slice(first.length).trim();
      if (message === '') fail('"ignore" needs what is to be ignored', forms.ignore);
      else this.ignore.push({ message: unquoted(message), origin });
    } else this.findings.push(settingFindings.unknownDirective(place, first, didYouMean(word, words), words));
  }

  #participant(rest: readonly string[], origin: Origin, fail: Fail): void {
    const is = rest.findIndex((word) => word.toLowerCase() === 'is');
    const target = is > 0 ? targetOf(rest.slice(is + 1)) : undefined;
    if (!target) fail('this does not say which participant is what', forms.participant);
    else this.participants.push({ participant: rest.slice(0, is).join(' '), target, origin });
  }

  #targetBelow(said: readonly string[], origin: Origin, below: number | undefined, fail: Fail): void {
    const target = targetOf(said);
    if (!target) {
      fail(`"${said[0]}" needs a name`, forms.target);
      return;
    }
    const declared = below === undefined ? undefined : this.#declaredIn(below);
    if (!declared) this.findings.push(settingFindings.nothingBelow(origin, said[0]!, 'participant'));
    else this.participants.push({ participant: declared.id, target, origin });
  }

  #message(rest: readonly string[], origin: Origin, fail: Fail): void {
    const [label, ...said] = rest;
    const setting = label === undefined ? undefined : messageSettingOf(said);
    if (!setting) fail('this does not say what holds for which message', forms.message);
    else this.messages.push({ message: { label: label! }, ...setting, origin });
  }

  #messageBelow(said: readonly string[], origin: Origin, below: number | undefined, fail: Fail): void {
    const setting = messageSettingOf(said);
    if (!setting) {
      fail(`"${said.join(' ')}" cannot be read`, forms.message.replace('message "<label>" ', ''));
      return;
    }
    const message = below === undefined ? undefined : this.#messageIn(below);
    if (!message) this.findings.push(settingFindings.nothingBelow(origin, said[0]!, 'message'));
    else this.messages.push({ message: { line: below! }, ...setting, origin });
  }

  #scope([by = '', ...rest]: readonly string[], fail: Fail): void {
    const name = rest.join(' ');
    if (by === 'trace' && name === '') this.scope = { by: 'trace' };
    else if (by === 'run' && name === '') this.scope = { by: 'run' };
    else if ((by === 'attribute' || by === 'baggage') && name !== '') this.scope = { by: 'attribute', name };
    else fail('this is no scope', forms.scope);
  }

  #policy(policy: Policy, rest: readonly string[], fail: Fail): void {
    const what = rest.join(' ').toLowerCase();
    if (what === 'undrawn calls') this.undrawnCalls = policy;
    else if (what === 'undrawn participants') this.undrawnParticipants = policy;
    else fail(`nobody can ${policy} "${what}"`, forms.policy);
  }

  #messageIn(line: number): Message | undefined {
    return messagesOf(this.#interaction).find(({ range }) => range.start.line === line);
  }

  /** Mentioned in a message is not declared. */
  #declaredIn(line: number): Lifeline | undefined {
    if (this.#messageIn(line)) return undefined;
    return this.#interaction.lifelines.find(({ range }) => range.start.line === line);
  }
}

const budgetSeverities: readonly BudgetSeverity[] = ['error', 'warning', 'note', 'off'];

type Fail = (what: string, form: string) => void;

function targetOf([kind = '', ...rest]: readonly string[]): ParticipantTarget | undefined {
  const names = rest.flatMap((word) => word.split(',')).filter((word) => word !== '');
  switch (kind.toLowerCase()) {
    case 'service':
      return names.length > 0 ? { type: 'services', names } : undefined;
    case 'database': {
      const [system, namespace] = names;
      return system === undefined || names.length > 2
        ? undefined
        : { type: 'database', system, ...(namespace !== undefined && { namespace }) };
    }
    case 'broker':
      return names.length === 1 ? { type: 'broker', system: names[0]! } : undefined;
    case 'host':
      return names.length === 1 ? { type: 'host', name: names[0]! } : undefined;
    case 'outside':
    case 'unobserved':
      return names.length === 0 ? { type: kind.toLowerCase() as 'outside' | 'unobserved' } : undefined;
    default:
      return undefined;
  }
}

function messageSettingOf([kind = '', ...rest]: readonly string[]):
  | Omit<MessageSetting, 'message' | 'origin'>
  | undefined {
  const value = rest.join(' ');
  switch (kind.toLowerCase()) {
    case 'optional':
    case 'required':
    case 'unobservable':
      return value === '' ? { presence: kind.toLowerCase() as Presence } : undefined;
    case 'as':
      return value === '' ? undefined : { as: value };
    case 'span':
      return value === '' ? undefined : { span: value };
    case 'attribute': {
      const equals = value.indexOf('=');
      return equals < 1
        ? undefined
        : { attributes: { [value.slice(0, equals).trim()]: value.slice(equals + 1).trim() } };
    }
    default:
      return undefined;
  }
}

/** Words; what stands in quotes is one. */
function tokens(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, word]) => double ?? single ?? word!);
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
