import { type CheckableDrawing, drawingCalled, type Finding } from '#checks';
import type { SourceText } from '#diagnostics';
import { type Interaction, inlineUses, messagesOf } from '#model';
import { choicesMeantBy, readWish } from '#runtime';
import type { SchemaFolder } from '../bodies/read-schemas.ts';
import { choicesDrawn } from '../choices-drawn.ts';
import { ConfiguredSettings } from '../configuration/settings.ts';
import { type DrawingChoice, readDrawings } from '../drawings.ts';
import { findings } from '../findings.ts';
import { runFindings } from '../run/run-findings.ts';
import { isError } from '../severity.ts';
import { liveFindings } from './live-findings.ts';

/** One drawing that is to be played. */
export interface LiveDrawing {
  readonly path: string;
  readonly drawing: CheckableDrawing;
  /** With what it refers to in its place. */
  readonly interaction: Interaction;
}

export interface LiveReading {
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly findings: readonly Finding[];
  /** The folder of schemas for bodies that is configured for it. */
  readonly schemas?: SchemaFolder;
  /** Absent where `findings` has an error. */
  readonly live?: LiveDrawing;
}

/** `docs/shop.md`, or of several drawings in a file one by its name: `docs/shop.md#Checkout`. */
export async function readLiveDrawing(
  named: string,
  options: Omit<DrawingChoice, 'paths'>,
  cwd: string,
): Promise<LiveReading> {
  const [file = '', wanted] = named.split(/#(.*)/s);
  const read = await readDrawings({ ...options, paths: [file] }, cwd);
  const { sources } = read;
  const failed = (...more: readonly Finding[]): LiveReading => ({ sources, findings: [...read.findings, ...more] });
  if (read.findings.some(isError)) return failed();
  const all = [...read.checkable.values()];
  const fitting = wanted === undefined ? all : all.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const names = all.map(({ name }) => name);
  if (all.length === 0) return failed(findings.noDrawings(file, read.drawings.length));
  if (fitting.length === 0) return failed(liveFindings.noSuchDrawing(file, wanted!, names));
  if (fitting.length > 1) return failed(liveFindings.whichDrawing(file, names));
  const drawing = fitting[0]!;
  const { interaction, unresolved, cyclic } = inlineUses(drawing.interaction, (name) =>
    drawingCalled(name, drawing, all),
  );
  const problems = [
    ...unresolved.map((use) => runFindings.unresolved(drawing, use)),
    ...cyclic.map((use) => runFindings.cyclic(drawing, use)),
    ...(messagesOf(interaction).length === 0 ? [runFindings.nothingToRun(drawing)] : []),
  ];
  if (problems.length > 0) return failed(...problems);
  const schemas = read.configuration && new ConfiguredSettings(read.configuration, cwd).schemasOf(drawing);
  return {
    ...{ sources, findings: read.findings, live: { path: drawing.path, drawing, interaction } },
    ...(schemas && { schemas }),
  };
}

/** Wishes that no choice of the drawing answers to. */
export function unknownWishes({ path, interaction }: LiveDrawing, wishes: readonly string[]): Finding[] {
  return wishes
    .map(readWish)
    .filter((wish) => choicesMeantBy(wish, interaction).length === 0)
    .map((wish) => liveFindings.unknownChoice(path, wish.text, choicesDrawn(interaction, wish)));
}
