/** Settings that a program hands over, judged as if they were a file. */
import { SourceText } from '#diagnostics';
import type { DrawingConfiguration } from './configuration.ts';
import type { ConfigurationReading } from './read.ts';

/** As `asdrawn.yaml` has them, for all drawings of the call. */
export type GivenSettings = DrawingConfiguration;

/** What findings call them. */
const path = 'settings';

/** Spelled out, so that a finding can show the line it is about. Throws a TypeError for what no JSON can be made of. */
export async function readGivenSettings(value: GivenSettings): Promise<ConfigurationReading> {
  const source = new SourceText(path, spelled(value));
  const [{ LocatedYaml }, { validateConfiguration }] = await Promise.all([
    import('./located-yaml.ts'),
    import('./validate.ts'),
  ]);
  const yaml = new LocatedYaml(source);
  const sources = new Map([[path, source]]);
  const findings = await validateConfiguration(yaml.value(), { path, yaml, prefix: [] });
  if (findings.length > 0) return { sources, findings };
  return { configuration: { value, path, folder: '', source, yaml, prefix: [] }, sources, findings };
}

function spelled(value: GivenSettings): string {
  try {
    return `${JSON.stringify(value, undefined, 2)}\n`;
  } catch (error) {
    throw new TypeError(`settings must be plain data: ${error instanceof Error ? error.message : String(error)}`);
  }
}
