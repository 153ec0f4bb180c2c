import type { SourceText } from '#diagnostics';

/** More than a document for people has; below these the CommonMark parser's time stays in proportion to the text. */
const most = { depth: 60, indentation: 200, marksOfParagraph: 2000, containerLines: 200_000 };

/**
 * The first line that would cost a CommonMark parser time that grows with the square of the text: containers nested too
 * deep, or too many signs of emphasis, links and code in one paragraph. Lines of fences are looked at by no such rule.
 */
export function firstLineTooCostly(source: SourceText): number | undefined {
  let fence: string | undefined;
  let marks = 0;
  let cost = 0;
  for (let number = 1; number <= source.lineCount; number++) {
    const line = source.line(number);
    const { indentation, depth, end } = prefixOf(line);
    if (depth > most.depth || indentation > most.indentation) return number;
    cost += depth;
    if (cost > most.containerLines) return number;
    const rest = line.slice(end, end + 100);
    const mark = /^(?:`{3,}(?!.*`)|~{3,})/.exec(rest)?.[0];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && rest.trim() === mark) fence = undefined;
      continue;
    }
    if (mark !== undefined) fence = mark;
    marks = mark !== undefined || end >= line.length ? 0 : marks + marksIn(line, most.marksOfParagraph);
    if (marks > most.marksOfParagraph) return number;
  }
  return undefined;
}

/** The fences of a text without regard to what they are nested in: the line of each, and the line behind its inside. */
export function plainFences(
  source: SourceText,
): { readonly info: string; readonly line: number; readonly end: number }[] {
  const fences: { info: string; line: number; end: number }[] = [];
  let open: { mark: string; info: string; line: number } | undefined;
  for (let number = 1; number <= source.lineCount; number++) {
    const line = source.line(number);
    const rest = line.slice(prefixOf(line).end, prefixOf(line).end + 200);
    const [, mark, info] = /^(`{3,}|~{3,})\s*([^`]*)$/.exec(rest) ?? [];
    if (mark === undefined) continue;
    if (!open) open = { mark, info: info ?? '', line: number };
    else if (mark.startsWith(open.mark) && info === '') {
      fences.push({ info: open.info, line: open.line, end: number });
      open = undefined;
    }
  }
  if (open) fences.push({ info: open.info, line: open.line, end: source.lineCount + 1 });
  return fences;
}

/** The white space, quotation marks and bullets that a line begins with. */
function prefixOf(line: string): { readonly indentation: number; readonly depth: number; readonly end: number } {
  let indentation = 0;
  let depth = 0;
  let end = 0;
  for (; end < line.length; end++) {
    const sign = line[end]!;
    if (sign === ' ' || sign === '\t') indentation += sign === '\t' ? 4 : 1;
    else if (sign === '>' || (/[-+*.)]/.test(sign) && /^[ \t]/.test(line.slice(end + 1, end + 2)))) depth++;
    else if (!/\d/.test(sign)) break;
  }
  return { indentation, depth, end };
}

function marksIn(line: string, limit: number): number {
  let count = 0;
  const mark = /[*_`[\]<&!]/g;
  while (count <= limit && mark.test(line)) count++;
  return count;
}
