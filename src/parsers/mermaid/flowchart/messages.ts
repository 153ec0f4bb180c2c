import { didYouMean } from '#diagnostics';
import type { Span } from '../../lowering/builder.ts';
import { type Problem, problemsOf } from '../../lowering/problem.ts';
import { foreignWords } from './foreign-words.ts';
import type { FlowHeader } from './header.ts';
import type { DataProblem } from './shape-data.ts';
import { shapeNames } from './shapes.ts';

/** What there is to say about flowcharts. Prose lives here and nowhere else in the folder. */

const { error, warning } = problemsOf('mermaid');

const keys = ['shape', 'label', 'icon', 'form', 'pos', 'img', 'constraint', 'animate', 'animation', 'curve', 'view'];
const directions = ['TB', 'TD', 'BT', 'LR', 'RL'];

function withFix(problem: Problem, span: Span, text: string): Problem {
  return { ...problem, fix: { description: `write \`${text}\``, span, text } };
}

export function badHeader(wrong: NonNullable<FlowHeader['wrong']>, written: string): Problem {
  if (wrong.reason === 'same-line') {
    return error(
      'same-line',
      wrong,
      'the first statement cannot follow the direction on its line',
      'put a line break or a `;` after the direction',
    );
  }
  if (wrong.reason === 'variant') {
    return error('unknown-diagram', wrong, `\`${written}\` is no kind of flowchart`, 'write `flowchart` or `graph`');
  }
  const meant = didYouMean(written, directions);
  const message = `\`${written}\` is no direction of a flowchart`;
  const problem = error(
    'direction',
    wrong,
    message,
    meant ? `did you mean \`${meant}\`?` : 'write `TB`, `BT`, `LR` or `RL`',
  );
  return meant ? withFix(problem, wrong, meant) : problem;
}

export function strayEnd(span: Span): Problem {
  return error(
    'stray-end',
    span,
    'no subgraph is open that this `end` could close',
    'remove it, or write `subgraph` above; a node cannot be called `end` in lower case',
  );
}

export function endAsNode(span: Span): Problem {
  const help = 'write `End`, or give the node another id and a text: `done["end"]`';
  return withFix(error('reserved-word', span, '`end` is a keyword and cannot be the id of a node', help), span, 'End');
}

export function reserved(span: Span, word: string): Problem {
  const help = `give the node another id and a text, for instance \`n1["${word}"]\``;
  return error('reserved-word', span, `\`${word}\` is a keyword and cannot stand here`, help);
}

export function unclosedText(span: Span, opening: string): Problem {
  const what = opening.startsWith('"') ? 'the quoted text that begins here' : `\`${opening}\``;
  const end = opening === '@{' ? '}' : opening.startsWith('"') ? '"' : undefined;
  const help =
    end === undefined ? 'end the text with the bracket that belongs to it' : `write \`${end}\` where it ends`;
  return error('unclosed-text', span, `${what} is never ended`, help);
}

export function unclosedLinkText(span: Span, opening: string): Problem {
  const head = opening.replace(/^[xo<]/, '');
  const end = head === '--' ? '-->' : head === '==' ? '==>' : '.->';
  const help = `end the text with \`${end}\`, or write \`${head === '--' ? '---' : head === '==' ? '===' : '-.-'}\` for a link without text`;
  return error('link-text', span, `the text of the link that \`${opening}\` begins has no end`, help);
}

export function bracketInText(span: Span, sign: string, inside: Span | undefined, text: string): Problem {
  const problem = error(
    'unquoted-text',
    span,
    `\`${sign}\` cannot stand in a text without quotes`,
    'put the whole text in double quotes',
  );
  if (!inside || text.includes('"')) return problem;
  return { ...problem, fix: { description: 'quote the text', span: inside, text: `"${text.trim()}"` } };
}

export function quoteInText(span: Span): Problem {
  return error(
    'quote-in-text',
    span,
    'a text is either quoted as a whole or holds no quotes',
    'put the quotes right inside the brackets, and write `#quot;` for a quote in the text',
  );
}

export function emptyText(span: Span): Problem {
  return error(
    'empty-text',
    span,
    'the text is empty',
    'write a text, `" "` for a blank one, or leave the brackets out',
  );
}

export function wrongClose(span: Span, found: string, opening: string): Problem {
  return error(
    'wrong-bracket',
    span,
    `\`${found}\` does not end what \`${opening}\` begins`,
    'end the text with the bracket that belongs to it',
  );
}

export function noTarget(span: Span): Problem {
  return error('no-target', span, 'the link leads nowhere', 'name a node after it');
}

export function shortArrow(span: Span, arrow: string, instead: string): Problem {
  const message = `\`${arrow}\` is no link of a Mermaid flowchart`;
  return withFix(error('arrow', span, message, `write \`${instead}\``), span, instead);
}

export function backwards(span: Span, arrow: string): Problem {
  return error('arrow', span, `Mermaid has no link \`${arrow}\``, 'swap the nodes and write `-->`');
}

export function lostHead(span: Span, link: string, plain: boolean): Problem {
  return warning(
    'lost-head',
    span,
    `Mermaid does not draw the head that \`${link}\` has on its left`,
    plain
      ? 'swap the nodes and write `-->`, or give the link the same head on both sides'
      : 'give the link the same head on both sides',
  );
}

export function linkOverLines(span: Span, opening: string): Problem {
  const help = opening.startsWith('<')
    ? 'Mermaid has no link that points back alone: swap the nodes and write `-->`'
    : 'end the text on its line: `-- text -->`; a link without text is `---`';
  return warning('link-over-lines', span, `the text that \`${opening}\` begins runs over several lines`, help);
}

export function noTitle(span: Span): Problem {
  return error('no-title', span, '`subgraph` needs an id or a title', 'write `subgraph id [Title]`');
}

export function spaceAfterId(span: Span, id: string): Problem {
  return {
    ...warning(
      'subgraph-id',
      span,
      `the space after \`${id}\` makes it a title, and the subgraph has no id by which links could name it`,
      'remove the space',
    ),
    fix: { description: 'remove the space', span, text: '' },
  };
}

export function badTitle(span: Span): Problem {
  return error(
    'subgraph-title',
    span,
    'this cannot stand in the title of a subgraph',
    'write `subgraph id ["Title"]` and nothing after it',
  );
}

export function subgraphClass(span: Span): Problem {
  return error(
    'subgraph-class',
    span,
    'a subgraph takes no `:::` where it begins',
    'write `class id name` on a line of its own',
  );
}

export function badStyles(span: Span): Problem {
  return error(
    'styles',
    span,
    'Mermaid cannot read this style',
    'write `style id fill:#f9f,stroke:#333`; colours are names or `#rrggbb`, without brackets',
  );
}

export function badLinkStyle(span: Span): Problem {
  return error('styles', span, 'Mermaid cannot read this `linkStyle`', 'write `linkStyle 0,1 stroke:red`');
}

export function badClass(span: Span): Problem {
  return error(
    'class',
    span,
    'Mermaid cannot read this class',
    'write `class A,B name` without other spaces, or `A:::name`',
  );
}

export function badClick(span: Span): Problem {
  return error(
    'click',
    span,
    'Mermaid cannot read this `click`',
    'write `click id href "url" "tooltip" _blank` or `click id call name()`',
  );
}

export function spaceBefore(span: Span, gap: Span, what: string): Problem {
  return {
    ...error('space', span, `no space may stand between an id and \`${what}\``, 'remove the space'),
    fix: { description: 'remove the space', span: gap, text: '' },
  };
}

export function sameLine(span: Span): Problem {
  return error(
    'same-line',
    span,
    'two statements stand on one line',
    'put a line break or a `;` between them, or link them: `A --> B`',
  );
}

export function trailingComment(span: Span): Problem {
  return error('comment', span, 'a comment needs a line of its own', 'move it to the line above');
}

export function emptyComment(span: Span): Problem {
  return warning(
    'empty-comment',
    span,
    'Mermaid takes `%%` alone for a node',
    'write something after it, or remove it',
  );
}

export function commentBefore(span: Span): Problem {
  return error(
    'comment',
    span,
    '`%%` alone is no comment before a flowchart',
    'write something after it, or remove it',
  );
}

export function entityOutside(span: Span, entity: string): Problem {
  return error(
    'unknown-character',
    span,
    `\`${entity}\` can stand in texts alone`,
    'put it in the text of a node: `A["…"]`',
  );
}

export function atSign(span: Span): Problem {
  return error('id', span, '`@` cannot stand in the id of a node', 'give it a short id and a text: `a["x@y"]`');
}

export function caret(span: Span): Problem {
  return error('shape-data', span, '`^` cannot stand in `@{ … }` without quotes', 'put the value in double quotes');
}

export function unknownCharacter(span: Span, sign: string): Problem {
  const shown = /[\p{C}\p{Z}]/u.test(sign)
    ? `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    : sign;
  return error(
    'unknown-character',
    span,
    `\`${shown}\` cannot stand outside of a text`,
    'put it in the text of a node: `A["…"]`',
  );
}

export function unreadable(span: Span, found: string): Problem {
  const message = found === '' ? 'the statement is cut short' : `\`${found}\` cannot stand here`;
  return error('syntax', span, message, 'write nodes as `A["text"]` and links as `A -->|text| B`');
}

const statements = ['subgraph', 'direction', 'classDef', 'class', 'style', 'linkStyle', 'click', 'end'];

export function foreignLine(span: Span, word: string): Problem | undefined {
  const help = foreignWords[word.toLowerCase()];
  if (help) return error('unknown-statement', span, 'this is no statement of a Mermaid flowchart', help);
  const meant = didYouMean(word, statements);
  if (!meant || meant === word || word.length < 4) return undefined;
  const place = { start: span.start, end: span.start + word.length };
  const problem = error(
    'unknown-statement',
    span,
    'this is no statement of a Mermaid flowchart',
    `did you mean \`${meant}\`?`,
  );
  return withFix(problem, place, meant);
}

export function noSuchLink(span: Span, index: number, count: number): Problem {
  const last = count === 1 ? 'is one link' : `are ${count} links`;
  const help = count === 0 ? 'write the links first' : `count the links above from 0; the last one is ${count - 1}`;
  return error('link-index', span, `there is no link ${index}: up to here there ${last}`, help);
}

const dataProblems: Readonly<Record<DataProblem, readonly [message: string, help: string]>> = {
  comma: [
    'pairs are parted by commas on one line, by line breaks on several',
    'write `@{ shape: cyl, label: "text" }`',
  ],
  quote: ['this quote has no end', 'write the same quote where the value ends'],
  twice: ['this key is given twice', 'remove one of the two'],
  indent: ['the keys do not stand below each other', 'indent all lines between the braces alike'],
  colon: ['a colon is missing after the key', 'write `key: value`'],
  value: ['a value cannot begin like this', 'put it in double quotes'],
  escape: ['YAML knows no such escape', 'write `\\\\` for a backslash in double quotes'],
};

export function badData(span: Span, why: DataProblem): Problem {
  const [message, help] = dataProblems[why];
  return error('shape-data', span, message, help);
}

export function dataWithoutValue(span: Span, key: string): Problem {
  return warning(
    'shape-data-key',
    span,
    `\`${key}\` has no value, and Mermaid passes over it`,
    'write `key: value` with a space after the colon',
  );
}

/** Only what is nearly a key is spoken of: Mermaid passes over all others. */
export function unknownKey(span: Span, key: string): Problem | undefined {
  const meant = keys.includes(key) ? undefined : didYouMean(key, keys);
  if (!meant || key.length < 4) return undefined;
  const message = `Mermaid knows no \`${key}\` and passes over it`;
  return withFix(warning('shape-data-key', span, message, `did you mean \`${meant}\`?`), span, meant);
}

export function unknownShape(span: Span, name: string): Problem {
  const meant = didYouMean(name, shapeNames());
  const help = meant
    ? `did you mean \`${meant}\`?`
    : 'see the list of shapes in the documentation of Mermaid flowcharts';
  const problem = error('unknown-shape', span, `\`${name}\` is no shape`, help);
  return meant ? withFix(problem, span, meant) : problem;
}

export function swallowedLine(span: Span, direction: string): Problem {
  return warning(
    'swallowed-line',
    span,
    `Mermaid takes the whole line for \`direction ${direction}\` and draws nothing else of it`,
    'write these words otherwise, for instance with a hyphen between them',
  );
}

export function uselessDirection(span: Span, direction: string): Problem {
  return warning(
    'useless-direction',
    span,
    '`direction` has no effect outside of a subgraph',
    `write \`flowchart ${direction}\` in the first line`,
  );
}

export function phantom(span: Span, id: string, known: Iterable<string>): Problem {
  const meant = didYouMean(id, known);
  const help = meant ? `did you mean \`${meant}\`?` : 'name a node by its id, not by its text; an id holds no spaces';
  const problem = warning(
    'unknown-target',
    span,
    `no other line names \`${id}\`, so that Mermaid draws a node of its own for this style`,
    help,
  );
  return meant ? withFix(problem, span, meant) : problem;
}

export function manyEdges(span: Span, count: number, limit: number): Problem {
  return warning(
    'many-edges',
    span,
    `there are ${count} links, and Mermaid draws no more than ${limit} unless its \`maxEdges\` is raised`,
    'split the diagram, or raise `maxEdges` where Mermaid is started',
  );
}

export function edgesLeftOut(span: Span, count: number, most: number): Problem {
  return error(
    'edges-left-out',
    span,
    `from here on ${count === 1 ? '1 link was' : `${count} links were`} not read: no more than ${most} are kept`,
    'split the diagram; `A & B --> C & D` links each on the left with each on the right',
  );
}

export function circle(span: Span, id: string): Problem {
  return warning(
    'subgraph-circle',
    span,
    `the subgraph \`${id}\` would stand inside of itself`,
    'link the subgraphs outside of both',
  );
}
