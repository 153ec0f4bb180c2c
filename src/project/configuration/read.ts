import { dirname, join, parse as parsePath, posix, relative, resolve, sep } from 'node:path';
import type { Finding } from '#checks';
import { SourceText } from '#diagnostics';
import { bytesOf, existing } from '../files.ts';
import { findings } from '../findings.ts';
import type { Configuration } from './configuration.ts';
import type { LocatedYaml, YamlPath } from './located-yaml.ts';

/** A configuration with the way back to its text. */
export interface ReadConfiguration {
  readonly value: Configuration;
  /** As a person would write it, relative to the working folder. */
  readonly path: string;
  /** Absolute. */
  readonly folder: string;
  readonly source: SourceText;
  readonly yaml: LocatedYaml;
  /** The way from the top of the file to the configuration: `asdrawn` in `package.json`. */
  readonly prefix: YamlPath;
}

export interface ConfigurationReading {
  readonly configuration?: ReadConfiguration;
  readonly sources: ReadonlyMap<string, SourceText>;
  /** An error among them means that the configuration cannot be followed. */
  readonly findings: readonly Finding[];
}

export const configurationNames = ['asdrawn.yaml', 'asdrawn.yml'];

/** The file that was named, else the nearest one from `cwd` upwards to the root of the repository. */
export async function readConfiguration(cwd: string, named?: string): Promise<ConfigurationReading> {
  if (named !== undefined) return readFrom(resolve(cwd, named), cwd, false);
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const name of configurationNames)
      if (await existing(join(folder, name))) return readFrom(join(folder, name), cwd, false);
    const manifest = join(folder, 'package.json');
    if (await existing(manifest)) {
      const reading = await readFrom(manifest, cwd, true);
      if (reading.configuration || reading.findings.length > 0) return reading;
    }
    if (folder === parsePath(folder).root || (await existing(join(folder, '.git')))) break;
  }
  return { sources: new Map(), findings: [] };
}

async function readFrom(file: string, cwd: string, incidental: boolean): Promise<ConfigurationReading> {
  const path = (relative(cwd, file) || file).split(sep).join(posix.sep);
  const bytes = await bytesOf(file, cwd);
  if (!(bytes instanceof Uint8Array)) return { sources: new Map(), findings: [{ ...bytes, path }] };
  const text = new TextDecoder().decode(bytes);
  // Most manifests have nothing to say about drawings, and are not worth a YAML parser.
  if (incidental && !text.includes('"asdrawn"')) return { sources: new Map(), findings: [] };
  const prefix = file.endsWith('package.json') ? ['asdrawn'] : [];
  const source = new SourceText(path, text);
  const sources = new Map([[path, source]]);
  const [{ LocatedYaml }, { validateConfiguration }] = await Promise.all([
    import('./located-yaml.ts'),
    import('./validate.ts'),
  ]);
  const yaml = new LocatedYaml(source);
  if (yaml.problems.length > 0) {
    // A manifest that is no JSON is for others to complain of.
    if (incidental) return { sources, findings: [] };
    return { sources, findings: yaml.problems.map(({ message, range }) => findings.badYaml(path, range, message)) };
  }
  const value = yaml.value(prefix) ?? (prefix.length === 0 ? {} : undefined);
  // `asdrawn` may also be a dependency's or the package's own name.
  if (value === undefined || (incidental && typeof value !== 'object')) return { sources: new Map(), findings: [] };
  const problems = await validateConfiguration(value, { path, yaml, prefix });
  if (problems.length > 0) return { sources, findings: problems };
  return {
    configuration: { value: value as Configuration, path, folder: dirname(file), source, yaml, prefix },
    sources,
    findings: [],
  };
}
