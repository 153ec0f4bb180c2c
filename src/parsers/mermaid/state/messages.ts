import { didYouMean } from '#diagnostics';
import type { Span } from '../../lowering/builder.ts';
import { type Problem, problemsOf } from '../../lowering/problem.ts';
import type { StateWarning } from './statements.ts';

/** What there is to say about state diagrams. Prose lives here and nowhere else in the folder. */

const { error, warning } = problemsOf('mermaid');

function withFix(problem: Problem, span: Span, text: string): Problem {
  return { ...problem, fix: { description: `write \`${text}\``, span, text } };
}

export function badHeader(span: Span): Problem {
  return error('unknown-diagram', span, 'this is no kind of state diagram', 'write `stateDiagram-v2` and a line break');
}

export function secondHeader(span: Span): Problem {
  return error(
    'unknown-statement',
    span,
    'a diagram begins inside of another',
    'remove it, or put it in a file or fence of its own',
  );
}

export function foreignArrow(span: Span, arrow: string): Problem {
  const message = `\`${arrow}\` is no transition of a Mermaid state diagram`;
  return withFix(error('arrow', span, message, 'write `-->`'), span, '-->');
}

export function backwards(span: Span, arrow: string): Problem {
  return error('arrow', span, `Mermaid has no transition \`${arrow}\``, 'swap the states and write `-->`');
}

export function dashInId(span: Span, id: string): Problem {
  const instead = id.replaceAll('-', '_');
  const help = `write \`${instead}\`, and \`state "${id}" as ${instead}\` to show the hyphen`;
  return withFix(error('id', span, `a hyphen cannot stand in the id of a state: \`${id}\``, help), span, instead);
}

export function aliasOrder(span: Span, id: string, label: string): Problem {
  const instead = `state "${label.replace(/^"(.*)"$/, '$1')}" as ${id}`;
  return withFix(
    error('alias-order', span, 'the label in quotes comes first, then the id', `write \`${instead}\``),
    span,
    instead,
  );
}

export function noTarget(span: Span): Problem {
  return error('no-target', span, 'the transition leads nowhere', 'name a state after it, or write `[*]` for the end');
}

export function chained(span: Span): Problem {
  return error('chain', span, 'Mermaid reads one transition at a time', 'write each transition on a line of its own');
}

export function emptyText(span: Span): Problem {
  return error('empty-text', span, 'nothing follows the colon', 'write a text, or remove the colon');
}

export function doubleColon(span: Span): Problem {
  return error('colon', span, 'two colons cannot follow each other in a text', 'write `#colon;#colon;` for them');
}

export function unclosedText(span: Span, opening: string): Problem {
  return error(
    'unclosed-text',
    span,
    'the text that begins here has no end',
    `write \`${opening === '"' ? '"' : '}'}\` where it ends`,
  );
}

export function severalWords(span: Span): Problem {
  return error(
    'id',
    span,
    'the id of a state is one word, and `state A` cannot stand right before a line with `{`',
    'write `state "several words" as id {`, or leave out a `state A` that says nothing',
  );
}

export function noAlias(span: Span): Problem {
  return error('no-id', span, 'a label in quotes needs an id', 'write `state "label" as id`');
}

export function badNote(span: Span): Problem {
  return error(
    'note',
    span,
    'Mermaid cannot read this note',
    'write `note right of A : text`, or `note left of A` … `end note`',
  );
}

export function unclosedNote(span: Span): Problem {
  return error(
    'unclosed-text',
    span,
    'the text of this note has no end',
    'write `end note` on a line of its own, or `note right of A : text`',
  );
}

export function noteColon(span: Span): Problem {
  return error(
    'colon',
    span,
    'the text of a note on one line ends at a second colon',
    'write the text on lines of its own, then `end note`',
  );
}

export function badClick(span: Span): Problem {
  return error(
    'click',
    span,
    'Mermaid cannot read this `click`',
    'write `click A href "url"` or `click A "url" "tooltip"`',
  );
}

export function badScale(span: Span): Problem {
  return error('scale', span, 'Mermaid cannot read this scale', 'write `scale 350 width`');
}

export function badStyles(span: Span, word: string): Problem {
  const help =
    word === 'class'
      ? 'write `class A,B name`'
      : word === 'style'
        ? 'write `style A fill:#f9f`'
        : 'write `classDef name fill:#f9f`';
  return error('styles', span, `Mermaid cannot read this \`${word}\``, help);
}

export function reserved(span: Span, word: string): Problem {
  return error(
    'reserved-word',
    span,
    `\`${word}\` is a keyword and cannot be the id of a state`,
    `write \`state "${word}" as ${word}_\``,
  );
}

export function quoted(span: Span): Problem {
  return error('id', span, 'a state is not named in quotes', 'write `state "label" as id`, and the id here');
}

export function divider(span: Span): Problem {
  return error(
    'divider',
    span,
    '`--` parts the regions of a composite state, and none is open',
    'put it inside of `state A {` … `}`',
  );
}

export function braceAfterId(span: Span, id: string): Problem {
  const instead = `state ${id} {`;
  return error('syntax', span, 'a composite state begins with `state`', `write \`${instead}\``);
}

export function unreadable(span: Span, found: string): Problem {
  const message = found === '' ? 'the statement is cut short' : `\`${found}\` cannot stand here`;
  return error('syntax', span, message, 'write a transition as `A --> B : text`, a state as `A : text`');
}

export function manyDescriptions(span: Span, id: string): Problem {
  return error(
    'descriptions',
    span,
    `the composite state \`${id}\` can have a label, but no description`,
    'leave one text only, or describe a state inside of it',
  );
}

export function unknownTarget(span: Span, id: string, known: Iterable<string>): Problem {
  const meant = didYouMean(id, known);
  const help = meant ? `did you mean \`${meant}\`?` : 'name a state by its id, or remove the line';
  const problem = warning('unknown-target', span, `no other line names the state \`${id}\``, help);
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

const warnings: Readonly<Record<StateWarning, (span: Span, written: string) => Problem>> = {
  'ignored-words': (span, written) =>
    warning(
      'ignored-words',
      span,
      `Mermaid passes over \`${written}\``,
      'write one statement after `state id`, on a line of its own',
    ),
  'ignored-description': (span) =>
    warning(
      'ignored-description',
      span,
      'Mermaid passes over a description after `state`',
      'leave out `state`: `A : text`',
    ),
  'unknown-kind': (span, written) =>
    warning(
      'unknown-kind',
      span,
      `Mermaid knows no \`${written}\` and draws a plain state`,
      'Mermaid knows `<<choice>>`, `<<fork>>` and `<<join>>`',
    ),
  brace: (span) =>
    warning(
      'stray-brace',
      span,
      'no composite state is open that this `}` could close, and Mermaid draws a state of that name',
      'remove it',
    ),
  'odd-id': (span, written) =>
    warning(
      'odd-id',
      span,
      `Mermaid takes \`${written}\` for a state`,
      'write transitions as `A --> B`, no `;` after a statement, and `#59;` for a semicolon in a text',
    ),
};

export function warned(kind: StateWarning, span: Span, written: string): Problem {
  return warnings[kind](span, written);
}
