import { posix, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import type {
  DrawingSettings,
  IgnoreSetting,
  MessageSetting,
  Origin,
  ParticipantSetting,
  ParticipantTarget,
  RuleSetting,
} from '#checks';
import { fromFolder } from '../files.ts';
import type {
  DrawingConfiguration,
  IgnoreConfiguration,
  MessageConfiguration,
  Override,
  ParticipantConfiguration,
  ScopeConfiguration,
} from './configuration.ts';
import type { YamlPath } from './located-yaml.ts';
import type { ReadConfiguration } from './read.ts';

/** What a configuration says of single drawings. */
export class ConfiguredSettings {
  readonly #configuration: ReadConfiguration;
  readonly #cwd: string;
  /** The same objects for all drawings, so that a setting which none of them answers to can be told. */
  readonly #layers: readonly Layer[];

  constructor(configuration: ReadConfiguration, cwd: string) {
    this.#configuration = configuration;
    this.#cwd = cwd;
    const { value, prefix } = configuration;
    const overrides = (value.overrides ?? []).map((override, index) => ({
      ...this.#layer(override, [...prefix, 'overrides', index]),
      concerns: concerns(override),
    }));
    this.#layers = [...overrides.reverse(), { ...this.#layer(value, prefix), concerns: () => true }];
  }

  /** What holds for a drawing; what counts first stands first. */
  of(drawing: { readonly path: string; readonly name: string }): readonly Partial<DrawingSettings>[] {
    return this.#layersOf(drawing).map(({ settings }) => settings);
  }

  /** All that is said of a rule for a drawing, or for a file; what counts first stands first. */
  ruleSettings(
    rule: string,
    drawing: { readonly path: string; readonly name?: string },
  ): readonly Partial<RuleSetting>[] {
    return this.#layersOf(drawing)
      .map(({ rules }) => (rules && Object.hasOwn(rules, rule) ? rules[rule] : undefined))
      .filter((setting) => setting !== undefined)
      .map((setting) => (typeof setting === 'string' ? { severity: setting } : setting));
  }

  /** The folder of schemas that is said for a drawing, as it is called from the working folder, and where that is said. */
  schemasOf(drawing: {
    readonly path: string;
    readonly name: string;
  }): { readonly folder: string; readonly at: Origin } | undefined {
    const said = this.#layersOf(drawing).find(({ schemas }) => schemas !== undefined)?.schemas;
    if (!said) return undefined;
    const [folder = said.folder] = fromFolder([said.folder], this.#configuration.folder, this.#cwd);
    return { folder, at: said.at };
  }

  #layersOf(drawing: { readonly path: string; readonly name?: string }): readonly Layer[] {
    const path = relative(this.#configuration.folder, resolve(this.#cwd, drawing.path)).split(sep).join(posix.sep);
    return this.#layers.filter((layer) => layer.concerns(path, drawing.name));
  }

  #layer(configured: DrawingConfiguration, at: YamlPath): Omit<Layer, 'concerns'> {
    const {
      participants = {},
      messages = [],
      ignore = [],
      schemas,
      scope,
      undrawnCalls,
      undrawnParticipants,
      budgets,
    } = configured;
    return {
      ...(configured.rules && { rules: configured.rules }),
      ...(schemas !== undefined && { schemas: { folder: schemas, at: this.#origin([...at, 'schemas']) } }),
      settings: {
        participants: Object.entries(participants).map(
          ([participant, said]): ParticipantSetting => ({
            participant,
            target: targetOf(said),
            origin: this.#origin([...at, 'participants'], participant),
          }),
        ),
        messages: messages.map((message, index) => messageSetting(message, this.#origin([...at, 'messages', index]))),
        ignore: ignore.map((ignored, index) => ignoreSetting(ignored, this.#origin([...at, 'ignore', index]))),
        ...(scope !== undefined && { scope: scopeOf(scope) }),
        ...(undrawnCalls !== undefined && { undrawnCalls }),
        ...(undrawnParticipants !== undefined && { undrawnParticipants }),
        ...(budgets !== undefined && { budgets }),
      },
    };
  }

  #origin(path: YamlPath, key?: string): Origin {
    const { yaml, path: file } = this.#configuration;
    const range = key === undefined ? yaml.rangeOf(path) : yaml.rangeOfKey(path, key);
    return { path: file, range, spoken: `${file}:${range.start.line}` };
  }
}

/** How a rule is set, where several configurations hold; undefined where nothing is said of it. */
export function ruleSetting(
  configured: readonly ConfiguredSettings[],
  rule: string,
  drawing: { readonly path: string; readonly name?: string },
): Partial<RuleSetting> | undefined {
  const said = configured.flatMap((one) => one.ruleSettings(rule, drawing));
  if (said.length === 0) return undefined;
  const severity = said.find((setting) => setting.severity !== undefined)?.severity;
  const options = Object.assign({}, ...said.map((setting) => setting.options ?? {}).reverse());
  return { options, ...(severity !== undefined && { severity }) };
}

interface Layer {
  readonly settings: Partial<DrawingSettings>;
  readonly rules?: Exclude<DrawingConfiguration['rules'], undefined>;
  readonly schemas?: { readonly folder: string; readonly at: Origin };
  readonly concerns: (path: string, name: string | undefined) => boolean;
}

function concerns({ drawings, name }: Override): Layer['concerns'] {
  const matches = drawings.map((pattern) => {
    const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '');
    return picomatch(plain === '.' || plain === '' ? '**' : [plain, `${plain}/**`], { dot: true });
  });
  return (path, called) => (name === undefined || name === called) && matches.some((isMatch) => isMatch(path));
}

function targetOf(said: ParticipantConfiguration): ParticipantTarget {
  if (typeof said === 'string') return { type: 'services', names: [said] };
  if ('role' in said) return { type: said.role };
  if ('database' in said) {
    return {
      type: 'database',
      system: said.database,
      ...(said.namespace !== undefined && { namespace: said.namespace }),
    };
  }
  if ('broker' in said) return { type: 'broker', system: said.broker };
  if ('host' in said) return { type: 'host', name: said.host };
  return { type: 'services', names: said };
}

function messageSetting(configured: MessageConfiguration, origin: Origin): MessageSetting {
  const { message: label, from, to, attributes, ...said } = configured;
  return {
    message: {
      ...(label !== undefined && { label }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    },
    ...said,
    ...(attributes && { attributes: texts(attributes) }),
    origin,
  };
}

function ignoreSetting(configured: string | IgnoreConfiguration, origin: Origin): IgnoreSetting {
  if (typeof configured === 'string') return { message: configured, origin };
  const { attributes, ...said } = configured;
  return { ...said, ...(attributes && { attributes: texts(attributes) }), origin };
}

function scopeOf(scope: ScopeConfiguration): DrawingSettings['scope'] {
  if (typeof scope === 'string') return { by: scope };
  return { by: 'attribute', name: 'attribute' in scope ? scope.attribute : scope.baggage };
}

function texts(attributes: Readonly<Record<string, string | number | boolean>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));
}
