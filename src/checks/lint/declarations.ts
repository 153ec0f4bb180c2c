import type { SourceRange } from '#diagnostics';
import { drawnLines, stretch } from './looks/lines.ts';
import type { LintedDrawing } from './rule.ts';

/** A line that says what a participant, node or state is called. */
export interface Declaration {
  readonly id: string;
  /** Absent where it only names the id. */
  readonly label?: string;
  readonly range: SourceRange;
}

/** What a drawing's own lines declare, in their order; the model has each only once. */
export function declarationsOf(drawing: LintedDrawing): Declaration[] {
  const pattern = patternFor(drawing);
  if (!pattern) return [];
  return drawnLines(drawing).flatMap((line) => {
    const match = pattern.exec(line.text);
    const { id = '', label, quoted } = match?.groups ?? {};
    if (!match || id === '') return [];
    const said = (quoted ?? label)?.trim();
    const start = line.text.search(/[^\s>]/);
    const range = stretch(line, start, line.text.trimEnd().length - start);
    return [{ id: id.trim(), ...(said && { label: said.replace(/^"(.*)"$/, '$1') }), range }];
  });
}

function patternFor({ language, interaction, lifecycle, structure }: LintedDrawing): RegExp | undefined {
  if (language === 'mermaid') {
    if (interaction) return /^[\s>]*(?:participant|actor)\s+(?<id>[^\s;@][^;@]*?)(?:\s+as\s+(?<label>[^;]+?))?\s*$/;
    return lifecycle ? /^[\s>]*state\s+"(?<quoted>[^"]*)"\s+as\s+(?<id>[\w-]+)\s*\{?\s*$/ : undefined;
  }
  const words = interaction
    ? 'participant|actor|boundary|control|entity|database|collections|queue'
    : lifecycle
      ? 'state'
      : 'component|node|database|package|rectangle|cloud|folder|frame|usecase|queue|storage|card|agent|artifact|actor|interface|stack|file|hexagon';
  if (!interaction && !lifecycle && !structure) return undefined;
  return new RegExp(
    `^[\\s>]*(?:${words})\\s+(?:(?<quoted>"[^"]*")\\s+as\\s+)?(?<id>[\\w.]+)(?:\\s+as\\s+(?<label>"[^"]*"))?\\s*(?:<<[^<>]*>>\\s*)?(?:#\\w+\\s*)?(?:order\\s+\\d+\\s*)?\\{?\\s*$`,
    'i',
  );
}
