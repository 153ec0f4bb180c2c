import { type Finding, haveSameMeaning } from '#checks';
import type { Fix, SourceText, TextEdit } from '#diagnostics';
import { hasErrors, type ReadFile, readBytes } from './drawings.ts';

/** A file with all fixes made that keep its drawings what they are. */
export interface FixedFile {
  readonly file: ReadFile;
  /** How many findings are resolved. */
  readonly made: number;
  /** Fixes that would have changed what a drawing means, and were not made. */
  readonly refused: ReadonlySet<string>;
}

/** A fix may make room for the next one; but two that undo each other would go on for ever. */
const MOST_PASSES = 10;

/**
 * Makes the safe fixes of a file's findings. What the drawings meant before is compared with what they mean afterwards:
 * a fix that changes it is not made. `lint` tells what is to be said of a file.
 */
export async function fixFile(
  file: ReadFile,
  lint: (file: ReadFile) => readonly Finding[],
  cwd: string,
): Promise<FixedFile> {
  const refused = new Set<string>();
  let current = file;
  let made = 0;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const open = fixesOf(lint(current), current).filter(({ key }) => !refused.has(key));
    if (open.length === 0) break;
    const chosen = withoutOverlaps(open, current.source);
    const all = await reread(current, chosen, cwd);
    if (meansTheSame(current, all)) {
      current = all;
      made += chosen.length;
      continue;
    }
    // One of them is to blame; each is tried alone, and what changes the meaning is left to the person.
    for (const each of chosen) {
      const alone = await reread(current, [each], cwd);
      if (meansTheSame(current, alone)) {
        current = alone;
        made++;
        break;
      }
      refused.add(each.key);
    }
  }
  return { file: current, made, refused };
}

interface OpenFix {
  readonly fix: Fix;
  /** Equal for the same fix in a later pass, wherever it has moved to. */
  readonly key: string;
}

function fixesOf(findings: readonly Finding[], { path, source }: ReadFile): OpenFix[] {
  return findings.flatMap(({ code, fix, path: where, message }) => {
    if (!fix?.safe || where !== path) return [];
    const places = fix.edits.map(({ range, text }) => [source.slice(range), text]);
    return [{ fix, key: JSON.stringify([code, message, places]) }];
  });
}

function withoutOverlaps(fixes: readonly OpenFix[], source: SourceText): OpenFix[] {
  const taken: (readonly [number, number])[] = [];
  return fixes.filter(({ fix }) => {
    const stretches = fix.edits.map(({ range }) => [source.offset(range.start), source.offset(range.end)] as const);
    const isFree = stretches.every(([start, end]) => taken.every(([from, to]) => end < from || start > to));
    if (isFree) taken.push(...stretches);
    return isFree;
  });
}

async function reread(file: ReadFile, fixes: readonly OpenFix[], cwd: string): Promise<ReadFile> {
  const text = edited(
    file.source,
    fixes.flatMap(({ fix }) => fix.edits),
  );
  const again = await readBytes(file, new TextEncoder().encode(text), cwd);
  return { ...again, encoding: file.encoding };
}

function edited(source: SourceText, edits: readonly TextEdit[]): string {
  const places = edits
    .map(({ range, text }) => ({ start: source.offset(range.start), end: source.offset(range.end), text }))
    .sort((a, b) => a.start - b.start);
  let at = 0;
  const parts: string[] = [];
  for (const { start, end, text } of places) {
    parts.push(source.text.slice(at, start), text);
    at = end;
  }
  return [...parts, source.text.slice(at)].join('');
}

/** What was sound says the same as before; what was not has fewer errors than before. */
function meansTheSame(before: ReadFile, after: ReadFile): boolean {
  const [old, now] = [before.document.drawings, after.document.drawings];
  if (old.length !== now.length) return false;
  return old.every((drawing, index) => {
    const other = now[index]!;
    const [errors, left] = [drawing, other].map(
      ({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error').length,
    ) as [number, number];
    if (hasErrors(drawing)) {
      const isUntouched = before.source.slice(drawing.range) === after.source.slice(other.range);
      return isUntouched || left < errors;
    }
    return left === 0 && drawing.kind === other.kind && haveSameMeaning(drawing, other);
  });
}
