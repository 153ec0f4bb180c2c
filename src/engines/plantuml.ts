import { fitted } from './letters.ts';
import type { Task, Verdict } from './verdict.ts';

interface PlantumlCore {
  readonly renderToString: (
    lines: readonly string[],
    onSuccess: (svg: string) => void,
    onError: (message: string) => void,
    options: { readonly maxSvgSize: number; readonly dark: boolean },
  ) => void;
}

const core = (await import(
  // @ts-expect-error The package has no types.
  '@plantuml/core'
)) as PlantumlCore;

/** What only decorates is loaded when something is drawn with it; each puts itself among the globals. */
const decorations = [
  // @ts-expect-error The package has no types.
  { mark: /^\s*!theme\b/m, load: () => import('@plantuml/core/themes.js') },
  // @ts-expect-error The package has no types.
  { mark: /<&/, load: () => import('@plantuml/core/openiconic.js') },
  // @ts-expect-error The package has no types.
  { mark: /<(?:#\w+)?:/, load: () => import('@plantuml/core/emoji.js') },
];

export async function perform({
  text,
  wanted,
  dark = false,
}: Task): Promise<{ readonly verdict: Verdict; readonly svg?: string }> {
  if (wanted === 'drawing') for (const { mark, load } of decorations) if (mark.test(text)) await load();
  const drawn = await new Promise<{ readonly svg: string } | { readonly failure: string }>((resolve) =>
    core.renderToString(
      text.split(/\r\n?|\n/),
      (svg) => resolve({ svg }),
      (failure) => resolve({ failure }),
      { maxSvgSize: 0, dark },
    ),
  );
  if ('failure' in drawn) return { verdict: { accepted: null, reason: reasonOf(drawn.failure) } };
  const verdict = verdictOf(drawn.svg);
  return { verdict, ...(wanted === 'drawing' && verdict.accepted ? { svg: fitted(drawn.svg) } : {}) };
}

const unknownKind = 'the engine does not know this kind of diagram';

/** `java.lang.RuntimeException: Unsupported diagram type`. */
function reasonOf(failure: string): string {
  return failure.endsWith('Unsupported diagram type') ? unknownKind : `the engine failed: ${failure.split('\n')[0]}`;
}

/** PlantUML draws its errors: the place above an excerpt of the text, and the message at the end. */
function verdictOf(svg: string): Verdict {
  const texts = svg.startsWith('<svg') ? textsIn(svg) : [];
  const place = /^\[From \S.* \(line (\d+)\) \]$/.exec(texts[1] ?? '');
  if (texts[0]?.startsWith('PlantUML version') && place) {
    const said = texts.at(-1)!.trim();
    if (
      /^(?:cannot include|Fatal parsing error)/.test(said) &&
      /^!(?:include|import)/.test(texts.at(-2)?.trim() ?? '')
    ) {
      return { accepted: null, reason: 'it includes a file that the engine cannot read' };
    }
    // Its own words for an exception within.
    if (/^You should send a mail/.test(said))
      return { accepted: null, reason: reasonOf(said.replace(/^.*? log \S+ /, '')) };
    return { accepted: false, message: messageOf(said), line: Number(place[1]) };
  }
  if (texts[0]?.startsWith('Diagram not supported by this release')) return { accepted: null, reason: unknownKind };
  if (texts.length === 1 && texts[0]!.startsWith('Your data does not sound like'))
    return { accepted: false, message: texts[0]!.toLowerCase().replace(/json|yaml|hcl/, (name) => name.toUpperCase()) };
  return { accepted: true, type: '' };
}

/** `Syntax Error? (Assumed diagram type: gantt)`: which kind it took the text for, it decides by what it could read. */
function messageOf(said: string): string {
  return said.replace(/\s*\(Assumed diagram type: [^)]*\)/, '').replace(/^Syntax Error\?/, 'syntax error');
}

/** The first and last texts are all that is looked at. */
function textsIn(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) =>
    text!.replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name]!),
  );
}
