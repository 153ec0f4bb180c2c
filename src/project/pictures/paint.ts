/** Which colour each message of a drawing gets by what a check has seen of it. */
import { createHash } from 'node:crypto';
import { type CheckResult, type DrawingResult, type Finding, messageText } from '#checks';
import { messagesOf } from '#model';
import type { Drawing } from '#parsers';
import { bytesOf } from '../files.ts';
import { pictureFindings } from './messages.ts';

/** `unseen`: it could have been seen and was not. What could not be seen at all keeps its colour. */
export type Fate = 'seen' | 'violated' | 'unseen' | 'unobservable';

export interface Paint {
  /** By the message's id. */
  readonly fates: ReadonlyMap<number, Fate>;
  /** Two paints of one drawing that look the same have the same. */
  readonly digest: string;
}

/** Green and red that are told apart by who sees no difference between the usual ones (Okabe and Ito), and in print. */
export const colors: Readonly<Record<Exclude<Fate, 'unobservable'>, string>> = {
  seen: '#009E73',
  violated: '#D81B1B',
  unseen: '#999999',
};

/** What `asdrawn check -f json` wrote, or why it is not that. */
export async function readResults(path: string, cwd: string): Promise<CheckResult | Finding> {
  const bytes = await bytesOf(path, cwd);
  if (!(bytes instanceof Uint8Array)) return bytes;
  try {
    const result = JSON.parse(new TextDecoder().decode(bytes)) as Partial<CheckResult> | null;
    const drawings = result?.formatVersion === 1 && Array.isArray(result.drawings) ? result.drawings : undefined;
    const whole = drawings?.every(
      (drawing) => Array.isArray(drawing?.coverage?.messages) && Array.isArray(drawing.cases),
    );
    return whole ? (result as CheckResult) : pictureFindings.notResults(path);
  } catch {
    return pictureFindings.notResults(path);
  }
}

/** Undefined with a finding where the results do not fit the drawing, or say nothing of it. */
export function paintOf(drawing: Drawing, results: CheckResult, file: string): Paint | Finding {
  const { path, range, interaction } = drawing;
  if (!interaction) return pictureFindings.notPaintable(path, range, drawing.kind);
  const own = results.drawings.filter((each) => plain(each.path) === plain(path));
  const judged = own.find(({ line }) => line === range.start.line);
  if (!judged) {
    return own.length > 0
      ? pictureFindings.resultsOutOfDate(path, range, file)
      : pictureFindings.notJudged(path, range, file);
  }
  const messages = messagesOf(interaction);
  const covered = new Map(judged.coverage.messages.map((message) => [message.id, message]));
  for (const message of messages) {
    const known = covered.get(message.id);
    if (!known || known.message !== messageText(message) || known.range.start.line !== message.range.start.line)
      return pictureFindings.resultsOutOfDate(path, message.range, file);
  }
  if (covered.size !== messages.length) return pictureFindings.resultsOutOfDate(path, range, file);
  const violated = placesOfViolations(judged, path);
  const fates = new Map<number, Fate>();
  for (const { id, range: place } of messages) {
    const { cases, observable } = covered.get(id)!;
    const { line, column } = place.start;
    const isViolated = violated.has(`${line}:${column}`);
    fates.set(id, isViolated ? 'violated' : cases > 0 ? 'seen' : observable ? 'unseen' : 'unobservable');
  }
  const digest = createHash('sha256')
    .update([...fates.values()].join())
    .digest('hex')
    .slice(0, 16);
  return { fates, digest };
}

function placesOfViolations({ cases }: DrawingResult, path: string): Set<string> {
  const errors = cases.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error');
  return new Set(
    errors.flatMap((finding) =>
      finding.range && plain(finding.path) === plain(path)
        ? [`${finding.range.start.line}:${finding.range.start.column}`]
        : [],
    ),
  );
}

function plain(path: string): string {
  return path.replace(/^(?:\.\/)+/, '');
}
