import type { Finding } from '#checks';
import type { ReadFile } from '../drawings.ts';
import type { BaselineChoice, BaselineFile } from './baseline-file.ts';
import { sift } from './sift.ts';

/** Phases whose findings say that the work could not be done, or are about the run: they are never known. */
const unfreezable: ReadonlySet<string> = new Set(['project', 'configuration', 'baseline', 'check', 'internal']);

export interface SiftedLint {
  readonly findings: readonly Finding[];
  readonly suppressed: number;
}

/** What lint found, without what is known; a baseline that cannot be followed lets everything through. */
export async function siftLint(
  file: BaselineFile | undefined,
  choice: BaselineChoice,
  said: readonly Finding[],
  files: readonly ReadFile[],
): Promise<SiftedLint> {
  if (!file) return { findings: said, suppressed: 0 };
  if (file.problems.length > 0) return { findings: [...file.problems, ...said], suppressed: 0 };
  const byPath = new Map(files.map((each) => [each.path, each]));
  const linted = new Set(files.map(({ path }) => file.pathOf(path)));
  const { kept, suppressed, findings } = await sift(file, choice, {
    part: 'lint',
    rounds: [said],
    drawingOf: ({ path, range }) => {
      const line = range?.start.line ?? 0;
      return byPath
        .get(path)
        ?.document.drawings.find((drawing) => line >= drawing.range.start.line && line <= drawing.range.end.line)?.name;
    },
    isFreezable: ({ code, path }) => path !== '' && !unfreezable.has(code.split('/')[0]!),
    wasLookedFor: ({ path }) => linted.has(path),
  });
  return { findings: [...kept[0]!, ...findings], suppressed };
}
