/**
 * `asdrawn.yaml`, or the `asdrawn` key of `package.json`. Paths are relative to the folder that the file is in. The
 * nearest file counts, from the working folder upwards to the root of the repository.
 */
export interface Configuration extends DrawingConfiguration {
  /** Files, folders and globs of drawings, where the command line names none. */
  readonly drawings?: readonly string[];
  /** Files, folders, globs and addresses of recorded traces, where the command line names none. */
  readonly traces?: readonly string[];
  /** What holds for some drawings only. A later one counts before an earlier one, and all before what stands above. */
  readonly overrides?: readonly Override[];
}

export interface Override extends DrawingConfiguration {
  /** Files, folders and globs of the drawings that are meant. */
  readonly drawings: readonly string[];
  /** The name of the drawing that is meant, where a file holds several. */
  readonly name?: string;
}

/** How drawings are linted, bound and judged. */
export interface DrawingConfiguration {
  /** Rules of `asdrawn lint` by name: a severity, or a severity with options. */
  readonly rules?: Readonly<Record<string, RuleSeverity | RuleConfiguration>>;
  /** What participants are in the evidence, by their id or label. */
  readonly participants?: Readonly<Record<string, ParticipantConfiguration>>;
  readonly messages?: readonly MessageConfiguration[];
  /** Communications that count for nothing. */
  readonly ignore?: readonly (string | IgnoreConfiguration)[];
  /** A folder of JSON Schemas that bodies have to meet, in contract tests and where a service is stubbed. */
  readonly schemas?: string;
  /** What is held against a drawing as one case; `trace` unless set. */
  readonly scope?: ScopeConfiguration;
  /** Calls and publishes between drawn participants that are like no drawn message; `forbid` unless set. */
  readonly undrawnCalls?: 'allow' | 'forbid';
  /** Communications of drawn participants with others; `allow` unless set. */
  readonly undrawnParticipants?: 'allow' | 'forbid';
  /** What it is to exceed a drawn budget; `error` unless set, and only then a violation. `off`: none is looked at. */
  readonly budgets?: RuleSeverity;
}

export type RuleSeverity = 'off' | 'note' | 'warning' | 'error';

export interface RuleConfiguration {
  readonly severity?: RuleSeverity;
  /** What `asdrawn explain <rule>` lists. */
  readonly options?: Readonly<Record<string, number | boolean | string | readonly string[]>>;
}

/** A service by `service.name` (or `service.namespace/service.name`), several of them, or something else. */
export type ParticipantConfiguration =
  | string
  | readonly string[]
  | DatabaseConfiguration
  | BrokerConfiguration
  | HostConfiguration
  | RoleConfiguration;

export interface DatabaseConfiguration {
  /** `db.system.name`. */
  readonly database: string;
  /** `db.namespace`. */
  readonly namespace?: string;
}

export interface BrokerConfiguration {
  /** `messaging.system`. */
  readonly broker: string;
}

export interface HostConfiguration {
  /** The name or address under which it is called. */
  readonly host: string;
}

export interface RoleConfiguration {
  /** `outside`: a user, a scheduler; `unobserved`: not to be looked for. */
  readonly role: 'outside' | 'unobserved';
}

export interface MessageConfiguration {
  /** The label, as drawn. */
  readonly message?: string;
  /** The participant that sends it, by id or label. */
  readonly from?: string;
  readonly to?: string;
  /** `optional`: may be left out. `required`: must be seen. `unobservable`: no span shows it. */
  readonly presence?: 'optional' | 'required' | 'unobservable';
  /** Read instead of the label. */
  readonly as?: string;
  /** What its spans are called; `*` stands for anything. */
  readonly span?: string;
  /** Attributes that one of its spans has; `*` stands for anything. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/** All that is given must fit. */
export interface IgnoreConfiguration {
  /** Read as the label of a message would be: `GET /health`. */
  readonly message?: string;
  /** What a span is called; `*` stands for anything. */
  readonly span?: string;
  /** Service or host, or `outside`; `*` stands for anything. */
  readonly from?: string;
  readonly to?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

export type ScopeConfiguration = 'trace' | 'run' | AttributeScope | BaggageScope;

export interface AttributeScope {
  /** Spans with the same value of this attribute, and what is beneath and behind them, are one case. */
  readonly attribute: string;
}

export interface BaggageScope {
  /** The same by a key of the baggage, where a span processor copies baggage to spans. */
  readonly baggage: string;
}
