/** `asdrawn-baseline.json` on disk. */
import { existsSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { type Baseline, type Finding, inOrder, type KnownFinding } from '#checks';
import { type SourceRange, SourceText } from '#diagnostics';
import type { LocatedYaml } from '../configuration/located-yaml.ts';
import type { ReadConfiguration } from '../configuration/read.ts';
import { bytesOf, reasonOf } from '../files.ts';
import { findings } from '../findings.ts';
import { replaceFile } from '../writing.ts';
import { baselineFindings } from './findings.ts';

export interface BaselineChoice {
  /** The baseline to follow, where it is not the one beside the configuration, else in the working folder. */
  readonly baseline?: string;
  /** Freezes what is found instead of telling it. */
  readonly updateBaseline?: boolean;
  /** Entries that nothing answers to are errors instead of warnings. */
  readonly strictBaseline?: boolean;
}

/** Each command has its own part. */
export type BaselinePart = 'lint' | 'check';

export const baselineName = 'asdrawn-baseline.json';

export class BaselineFile {
  /** As a person would write it, relative to the working folder. */
  readonly path: string;
  /** Where there is one, its text. */
  readonly source: SourceText | undefined;
  /** Why it cannot be followed. */
  readonly problems: readonly Finding[];
  readonly #cwd: string;
  readonly #folder: string;
  readonly #baseline: Baseline;
  readonly #yaml: LocatedYaml | undefined;

  private constructor(
    file: string,
    cwd: string,
    read: { baseline?: Baseline; yaml?: LocatedYaml; source?: SourceText; problems?: readonly Finding[] },
  ) {
    this.path = (relative(cwd, file) || file).split(sep).join(posix.sep);
    this.source = read.source;
    this.problems = read.problems ?? [];
    this.#cwd = cwd;
    this.#folder = dirname(file);
    this.#baseline = read.baseline ?? { formatVersion: 1 };
    this.#yaml = read.yaml;
  }

  /** Undefined where there is none and none is wanted. */
  static async open(
    { baseline: named, updateBaseline = false }: BaselineChoice,
    configuration: Pick<ReadConfiguration, 'folder'> | undefined,
    cwd: string,
  ): Promise<BaselineFile | undefined> {
    const beside = join(configuration?.folder ?? cwd, baselineName);
    const here = join(cwd, baselineName);
    const file = named !== undefined ? resolve(cwd, named) : !existsSync(beside) && existsSync(here) ? here : beside;
    const isThere = existsSync(file);
    if (!isThere && (updateBaseline || named === undefined))
      return updateBaseline ? new BaselineFile(file, cwd, {}) : undefined;
    const path = (relative(cwd, file) || file).split(sep).join(posix.sep);
    const bytes = await bytesOf(path, cwd);
    if (!(bytes instanceof Uint8Array)) return new BaselineFile(file, cwd, { problems: [bytes] });
    const source = new SourceText(path, new TextDecoder().decode(bytes));
    const [{ LocatedYaml }, { baselineProblem }] = await Promise.all([
      import('../configuration/located-yaml.ts'),
      import('./validate.ts'),
    ]);
    const yaml = new LocatedYaml(source);
    const [unread] = yaml.problems;
    if (unread) {
      const problems = [baselineFindings.badBaseline(path, unread.message, unread.range)];
      return new BaselineFile(file, cwd, { source, problems });
    }
    const value = yaml.value();
    const problem = await baselineProblem(value);
    if (problem) {
      const problems = [baselineFindings.badBaseline(path, problem.message, yaml.rangeOf(problem.at))];
      return new BaselineFile(file, cwd, { source, problems });
    }
    return new BaselineFile(file, cwd, { baseline: value as Baseline, yaml, source });
  }

  known(part: BaselinePart): readonly KnownFinding[] {
    return this.#baseline[part] ?? [];
  }

  /** A path as findings have it, as the baseline has it. */
  pathOf(path: string): string {
    return relative(this.#folder, resolve(this.#cwd, path)).split(sep).join(posix.sep);
  }

  isGone({ path }: KnownFinding): boolean {
    return !existsSync(resolve(this.#folder, path));
  }

  /** Where an entry stands. */
  rangeOf(part: BaselinePart, entry: KnownFinding): SourceRange {
    return this.#yaml!.rangeOf([part, this.known(part).indexOf(entry)]);
  }

  /** Puts one part anew; the other stays. A finding where that cannot be done. */
  async write(part: BaselinePart, entries: readonly KnownFinding[]): Promise<Finding | undefined> {
    try {
      await replaceFile(
        join(this.#folder, posix.basename(this.path)),
        print({ ...this.#baseline, [part]: entries }),
        this.#cwd,
      );
      return undefined;
    } catch (error) {
      return findings.unwritable(this.path, reasonOf(error));
    }
  }
}

/** Could the baseline not be read or written, so that what is known is not? */
export function isBaselineLost({ findings: said }: { readonly findings: readonly Finding[] }): boolean {
  return said.some(({ code, severity }) => severity === 'error' && lost.has(code));
}

const lost: ReadonlySet<string> = new Set(['baseline/invalid', 'project/unreadable', 'project/unwritable']);

/** The texts of a run, with that of the baseline. */
export function withBaseline(
  sources: ReadonlyMap<string, SourceText>,
  file: BaselineFile | undefined,
): ReadonlyMap<string, SourceText> {
  return file?.source ? new Map([...sources, [file.path, file.source]]) : sources;
}

/** An entry a line, in a lasting order, so that a diff shows what has come and gone. */
function print({ lint = [], check = [] }: Baseline): string {
  const parts = Object.entries({ lint, check }).filter(([, entries]) => entries.length > 0);
  const lines = parts.map(([part, entries]) => {
    const rows = inOrder(entries).map(({ code, path, drawing, message, count }) =>
      JSON.stringify({ code, path, ...(drawing !== undefined && { drawing }), message, count }),
    );
    return `  ${JSON.stringify(part)}: [\n${rows.map((row) => `    ${row}`).join(',\n')}\n  ]`;
  });
  return `{\n${['  "formatVersion": 1', ...lines].join(',\n')}\n}\n`;
}
