import { originalLine } from './mermaid-lines.ts';
import type { Task, Verdict } from './verdict.ts';

/** As much of mermaid's interface as is used; its own types need a browser's. */
interface Mermaid {
  readonly initialize: (config: object) => void;
  readonly parse: (text: string) => Promise<{ readonly diagramType: string }>;
}

/** What jison's parsers add to the errors they throw. `line`, from 0, is where the token `text` ends. */
interface JisonHash {
  readonly text?: string;
  readonly token?: string | number | null;
  readonly line?: number | string;
  readonly loc?: object;
}

const mermaid = ((await import('mermaid')) as unknown as { readonly default: Mermaid }).default;
mermaid.initialize({ startOnLoad: false, suppressErrorRendering: true, maxTextSize: Number.MAX_SAFE_INTEGER });

export async function perform({ text }: Task): Promise<{ readonly verdict: Verdict }> {
  try {
    const { diagramType } = await mermaid.parse(text);
    return { verdict: { accepted: true, type: diagramType } };
  } catch (error) {
    return { verdict: rejection(error, text) };
  }
}

function rejection(error: unknown, text: string): Verdict {
  const said = error instanceof Error ? error.message : String(error);
  const { hash, name } = error as { readonly hash?: JisonHash; readonly name?: string };
  const line = name === 'YAMLException' ? frontmatterLine(said) : lineOf(said, hash, text);
  return { accepted: false, message: messageOf(said, hash), ...(line === undefined ? {} : { line }) };
}

/** `… (2:1)`, counted below the opening fence. */
function frontmatterLine(said: string): number | undefined {
  const place = /\((\d+):\d+\)/.exec(said);
  return place ? Number(place[1]) + 1 : undefined;
}

function lineOf(said: string, hash: JisonHash | undefined, text: string): number | undefined {
  // What mermaid itself throws has a made-up line, as a text.
  if (typeof hash?.line === 'number') {
    const breaks = hash.text?.match(/\n/g)?.length ?? 0;
    return originalLine(text, hash.line + 1 - breaks);
  }
  const told = /\bon line (\d+)/i.exec(said)?.[1];
  if (told !== undefined) return originalLine(text, Number(told));
  return hash?.text ? lineWith(text, hash.text) : undefined;
}

/** The one line that says this, if it is one. */
function lineWith(text: string, said: string): number | undefined {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === said.trim() ? [index + 1] : []));
  return lines.length === 1 ? lines[0] : undefined;
}

/** One line. What jison would have expected is a list of its tokens' names, which help nobody. */
function messageOf(said: string, hash: JisonHash | undefined): string {
  if (said.startsWith('Parse error') && hash) {
    const found = (hash.text ?? '').trim();
    return hash.token === 'EOF' || hash.token === 1 || found === ''
      ? 'something is missing here'
      : `unexpected \`${found}\``;
  }
  if (said.startsWith('Lexical error')) return 'this cannot be read';
  const langium = /^Parsing failed:\s*(?:(?:Parse|Lexer) error on line \d+, column \d+: )?(.*)/.exec(said);
  return (langium?.[1] ?? said.split('\n')[0]!)
    .replace(/ at offset: .*/, '')
    .replace(/\.$/, '')
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
