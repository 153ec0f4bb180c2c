import { readConfiguration } from './configuration/read.ts';
import type { DrawingChoice } from './drawings.ts';
import { fromFolder } from './files.ts';

/** The traces that the configuration names, as they are called from the working folder; none where it names none. */
export async function configuredTraces({ config }: DrawingChoice, cwd: string): Promise<readonly string[]> {
  const { configuration } = await readConfiguration(cwd, config);
  return configuration ? fromFolder(configuration.value.traces ?? [], configuration.folder, cwd) : [];
}
