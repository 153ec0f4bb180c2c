import type { Severity, SourceRange } from '#diagnostics';
import type { LifelineId, Message } from '#model';
import type { CaseScope } from '#traces';

/** Where a person wrote a setting, for messages about it. */
export interface Origin {
  readonly path: string;
  readonly range: SourceRange;
  /** As it is told: `asdrawn.yaml:7` or `the directive in line 3`. */
  readonly spoken: string;
}

/** What a participant is said to be in the evidence. */
export type ParticipantTarget =
  /** By `service.name`, or `service.namespace/service.name`; several where one drawn participant is several services. */
  | { readonly type: 'services'; readonly names: readonly string[] }
  /** By `db.system.name`, and `db.namespace` where one is given. */
  | { readonly type: 'database'; readonly system: string; readonly namespace?: string }
  /** By `messaging.system`. */
  | { readonly type: 'broker'; readonly system: string }
  /** By the name or address under which it is called. */
  | { readonly type: 'host'; readonly name: string }
  /** A user, a scheduler: whoever calls from where nobody reports. */
  | { readonly type: 'outside' }
  /** Not to be looked for in the evidence. */
  | { readonly type: 'unobserved' };

export interface ParticipantSetting {
  /** Id or label, as drawn. */
  readonly participant: string;
  readonly target: ParticipantTarget;
  readonly origin: Origin;
}

/**
 * `optional`: may be left out. `required`: must be seen, though nothing has shown that its services report such things.
 * `unobservable`: no span shows it.
 */
export type Presence = 'optional' | 'required' | 'unobservable';

/** A drawn message, told apart by whatever is given. */
export interface MessageSelector {
  readonly label?: string;
  readonly from?: string;
  readonly to?: string;
  /** A line of the drawing's file; how directives name the statement below them. */
  readonly line?: number;
}

export interface MessageSetting {
  readonly message: MessageSelector;
  readonly presence?: Presence;
  /** Read instead of the label. */
  readonly as?: string;
  /** What its spans are called; `*` stands for anything. */
  readonly span?: string;
  /** Attributes that one of its spans has. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly origin: Origin;
}

/** Communications that count for nothing: all that is given must fit. */
export interface IgnoreSetting {
  /** Read as the label of a message would be: `GET /health`. */
  readonly message?: string;
  /** `*` stands for anything. */
  readonly span?: string;
  /** Services or hosts, `*` stands for anything. */
  readonly from?: string;
  readonly to?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly origin: Origin;
}

export type Policy = 'allow' | 'forbid';

export type BudgetSeverity = Severity | 'off';

/** How one drawing is to be read and judged. */
export interface DrawingSettings {
  /** The first that names a participant counts. */
  readonly participants: readonly ParticipantSetting[];
  readonly messages: readonly MessageSetting[];
  readonly ignore: readonly IgnoreSetting[];
  /** What is one case; by a trace it is cut where the drawing's triggers are, else it is held against the whole. */
  readonly scope: CaseScope;
  /** Calls and publishes between drawn participants that are like no drawn message. */
  readonly undrawnCalls: Policy;
  /** Communications of drawn participants with others. */
  readonly undrawnParticipants: Policy;
  /** What it is to exceed a drawn budget: only as an error it makes a case violate; `off`, none is looked at. */
  readonly budgets: BudgetSeverity;
}

export const defaultSettings: DrawingSettings = {
  participants: [],
  messages: [],
  ignore: [],
  scope: { by: 'trace' },
  undrawnCalls: 'forbid',
  undrawnParticipants: 'allow',
  budgets: 'error',
};

/** Are single spans asked for what no other setting and no label looks at? */
export function asksSpans({ messages, ignore }: DrawingSettings): boolean {
  return [...messages, ...ignore].some(({ span, attributes }) => span !== undefined || attributes !== undefined);
}

/** Of layers, nearest first: what is nearest counts, and stands first where there may be several. */
export function mergeSettings(layers: readonly Partial<DrawingSettings>[]): DrawingSettings {
  const nearest = <Key extends keyof DrawingSettings>(key: Key): DrawingSettings[Key] =>
    layers.find((layer) => layer[key] !== undefined)?.[key] ?? defaultSettings[key];
  return {
    participants: layers.flatMap(({ participants = [] }) => participants),
    messages: layers.flatMap(({ messages = [] }) => messages),
    ignore: layers.flatMap(({ ignore = [] }) => ignore),
    scope: nearest('scope'),
    undrawnCalls: nearest('undrawnCalls'),
    undrawnParticipants: nearest('undrawnParticipants'),
    budgets: nearest('budgets'),
  };
}

/** Settings by what they are about, with the names of one drawing resolved. */
export interface ResolvedSettings {
  readonly participants: ReadonlyMap<LifelineId, ParticipantSetting>;
  readonly messages: ReadonlyMap<Message, ResolvedMessageSetting>;
}

/** All that is set for one message, wherever that was. */
export type ResolvedMessageSetting = Omit<MessageSetting, 'message' | 'origin'> & {
  readonly origins: readonly Origin[];
};
