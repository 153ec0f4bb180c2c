import type { SourceRange } from '#diagnostics';
import type { EdgeHead, Structure } from '#model';
import type { Drawing } from '../drawing.ts';
import type { Problem } from '../lowering/problem.ts';
import { mayBeStructure, otherKind } from './kind.ts';
import type { Preprocessed } from './preprocessor.ts';
import type { ReadLifecycle } from './state/read.ts';
import type { ReadStructure } from './structure/read.ts';

/** A diagram read as what it is; without a model where it is of a kind that is not read. */
export interface ReadKind {
  readonly kind: string;
  readonly title?: string | undefined;
  readonly model?: Pick<Drawing, 'interaction' | 'structure' | 'lifecycle'> | undefined;
  readonly problems: readonly Problem[];
  readonly isEmpty: boolean;
}

/** Kinds of which nothing but the name is told. */
const unread: ReadonlySet<string> = new Set(['class', 'object', 'activity', 'timing', 'salt']);

/**
 * PlantUML has no header that names the kind: it tries one after the other, sequences first, and takes the first that
 * can read every line. So does this, but in the order of what is cheap; what a sequence diagram could read as well is
 * left to it. Where none reads every line, the one with the fewest errors speaks.
 */
export async function readKind(
  preprocessed: Preprocessed,
  name: string | undefined,
  range: SourceRange,
): Promise<ReadKind> {
  const { text, plain, macros } = preprocessed;
  const structures = () => import('./structure/read.ts');
  const lifecycles = () => import('./state/read.ts');
  const likely = mayBeStructure(plain);
  if (likely) {
    const structure = (await structures()).readStructure(text, plain, macros, 0);
    if (structure?.isBeyondSequence) return drawnStructure(structure, name, range);
    const lifecycle = (await lifecycles()).readLifecycle(text, plain, macros, 0);
    if (lifecycle && lifecycle.ownStatements > 0) return drawnLifecycle(lifecycle, name, range);
  }

  const { readSequence } = await import('./sequence/read.ts');
  const sequence = readSequence(text, plain, macros);
  const interaction = sequence.builder.finish(name, range);
  const errors = countErrors(sequence.problems);
  const drawn = interaction.lifelines.length + interaction.fragments.length;
  const asSequence: ReadKind = {
    kind: 'sequence',
    title: interaction.title,
    model: { interaction },
    problems: sequence.problems,
    isEmpty: drawn === 0,
  };
  if (errors === 0 && sequence.misfits.length === 0) return asSequence;

  const structure = (await structures()).readStructure(text, plain, macros, errors);
  // What could only be read as a macro is no sign of any kind.
  const certain = errors > 0 ? 0 : 1;
  if (structure && isClean(structure) && !structure.isEmpty && structure.ownStatements >= certain) {
    const read = drawnStructure(structure, name, range);
    // PlantUML tries class diagrams before; what inherits and holds and is nothing but names is one.
    return structure.isBeyondSequence || !looksLikeClasses(read.model?.structure)
      ? read
      : { ...read, kind: 'class', model: undefined };
  }
  const lifecycle = (await lifecycles()).readLifecycle(text, plain, macros, errors);
  if (lifecycle && isClean(lifecycle) && !lifecycle.isEmpty && lifecycle.ownStatements >= certain)
    return drawnLifecycle(lifecycle, name, range);

  const other = otherKind(sequence.misfits);
  const own = Math.max(sequence.ownStatements, structure?.ownStatements ?? 0, lifecycle?.ownStatements ?? 0);
  if (other && unread.has(other.kind) && other.lines > own)
    return { kind: other.kind, title: interaction.title, problems: [], isEmpty: false };
  const nothing = (structure?.isEmpty ?? true) && (lifecycle?.isEmpty ?? true);
  if (drawn === 0 && nothing && errors === 0) return { ...asSequence, kind: 'unknown', model: {} };

  let best = { errors, weight: sequence.ownStatements, read: () => asSequence };
  const compare = (read: ReadStructure | ReadLifecycle | undefined, finish: () => ReadKind) => {
    if (!read) return;
    const found = { errors: countErrors(read.problems), weight: read.ownStatements, read: finish };
    const closer = found.errors === best.errors && found.weight > best.weight;
    if (found.errors < best.errors || closer) best = found;
  };
  compare(structure, () => drawnStructure(structure!, name, range));
  compare(lifecycle, () => drawnLifecycle(lifecycle!, name, range));
  return best.read();
}

function drawnStructure(read: ReadStructure, name: string | undefined, range: SourceRange): ReadKind {
  const structure = read.finish(name, range);
  return {
    kind: isUseCases(structure) ? 'usecase' : 'component',
    title: structure.title,
    model: { structure },
    problems: read.problems,
    isEmpty: read.isEmpty,
  };
}

function drawnLifecycle(read: ReadLifecycle, name: string | undefined, range: SourceRange): ReadKind {
  const lifecycle = read.finish(name, range);
  return {
    kind: 'state',
    title: lifecycle.title,
    model: { lifecycle },
    problems: read.problems,
    isEmpty: read.isEmpty,
  };
}

function looksLikeClasses(structure: Structure | undefined): boolean {
  if (!structure || structure.nodes.some(({ declared }) => declared)) return false;
  const classHeads: readonly EdgeHead[] = ['triangle', 'filled-diamond', 'diamond'];
  return structure.edges.some(({ fromHead, toHead }) => classHeads.includes(fromHead) || classHeads.includes(toHead));
}

/** Nothing but actors and what they do. */
function isUseCases({ nodes }: Structure): boolean {
  return (
    nodes.some(({ shape }) => shape === 'usecase') &&
    nodes.every(({ shape }) => shape === 'usecase' || shape === 'actor')
  );
}

function isClean({ problems }: { readonly problems: readonly Problem[] }): boolean {
  return countErrors(problems) === 0;
}

function countErrors(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}
