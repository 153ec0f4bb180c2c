import { didYouMean } from '#diagnostics';
import type { MissingEnd } from '../lowering/block-ends.ts';
import { greatestDepth, type Span } from '../lowering/builder.ts';
import { type Problem, problemsOf } from '../lowering/problem.ts';

/** What there is to say about Mermaid texts. Prose lives here and nowhere else in the folder. */

const keywords = [
  ...[
    'participant',
    'actor',
    'create',
    'destroy',
    'activate',
    'deactivate',
    'autonumber',
    'loop',
    'alt',
    'else',
    'opt',
  ],
  ...[
    'par',
    'and',
    'critical',
    'option',
    'break',
    'rect',
    'box',
    'end',
    'note',
    'title',
    'link',
    'links',
    'properties',
  ],
  ...['details', 'par_over'],
];

/** Words of PlantUML and what Mermaid writes instead. */
const foreign: Readonly<Record<string, string>> = {
  group: 'Mermaid has no `group`; write `rect rgb(240, 240, 240)` … `end`, or `opt`',
  partition: 'Mermaid has no `partition`; write `rect rgb(240, 240, 240)` … `end`',
  return: 'Mermaid has no `return`; write the answer as a message: `B-->>A: text`',
  ref: 'Mermaid has no `ref`; write `Note over A,B: text`',
  skinparam: 'Mermaid has no `skinparam`; set a theme in the frontmatter',
  hide: 'Mermaid has no `hide`; set `config` in the frontmatter',
  database: 'write `participant DB@{ "type": "database" }`',
  queue: 'write `participant Q@{ "type": "queue" }`',
  entity: 'write `participant E@{ "type": "entity" }`',
  boundary: 'write `participant B@{ "type": "boundary" }`',
  control: 'write `participant C@{ "type": "control" }`',
  collections: 'write `participant C@{ "type": "collections" }`',
  hnote: 'write `Note over A: text`',
  rnote: 'write `Note over A: text`',
};

const { error, warning } = problemsOf('mermaid');

export function unknownDiagram(span: Span, word: string, kinds: readonly string[]): Problem {
  const meant = didYouMean(word, kinds);
  const other = word.startsWith('@start') ? 'this is PlantUML: name the file `.puml`, or mark the fence so' : undefined;
  const help = meant
    ? `did you mean \`${meant}\`?`
    : (other ?? 'begin with the kind of diagram, such as `sequenceDiagram` or `flowchart TD`');
  const problem = error('unknown-diagram', span, `\`${word}\` is no kind of Mermaid diagram`, help);
  return meant ? { ...problem, fix: { description: `write \`${meant}\``, span, text: meant } } : problem;
}

export function emptyDiagram(span: Span): Problem {
  return error(
    'empty',
    span,
    'the diagram is empty',
    'begin with the kind of diagram, such as `sequenceDiagram`, or remove it',
  );
}

export function lateFrontmatter(span: Span): Problem {
  return error(
    'frontmatter',
    span,
    'frontmatter begins on the first line, and this is a later one',
    'remove the lines above it',
  );
}

export function unclosedFrontmatter(span: Span, close?: Span): Problem {
  if (!close) {
    return error(
      'frontmatter',
      span,
      'the frontmatter that begins here has no end',
      'write `---` on a line of its own before the diagram',
    );
  }
  return {
    ...error('frontmatter', span, 'the two `---` of the frontmatter are not indented alike', 'indent both alike'),
    related: [{ span: close, message: 'this is indented otherwise' }],
  };
}

export function badFrontmatter(span: Span, why: 'tab' | 'colon'): Problem {
  return why === 'tab'
    ? error('frontmatter', span, 'a tab cannot indent in YAML', 'indent by spaces')
    : error('frontmatter', span, 'a value that holds a colon and a space needs quotes', 'put it in quotes');
}

export function unclosedDirective(span: Span): Problem {
  return error('directive', span, 'this directive has no end', 'write `}%%` where it ends');
}

export function unknownStatement(span: Span, word: string): Problem {
  const meant = didYouMean(word, keywords);
  const help = meant
    ? `did you mean \`${meant}\`?`
    : (foreign[word.toLowerCase()] ?? 'write a message as `A->>B: text`, or begin the line with a keyword');
  const problem = error('unknown-statement', span, 'this is no statement of a Mermaid sequence diagram', help);
  if (!meant) return problem;
  const place = { start: span.start, end: span.start + word.length };
  return { ...problem, fix: { description: `write \`${meant}\``, span: place, text: meant } };
}

export function unreadable(span: Span, found: string | undefined): Problem {
  const message = found === undefined ? 'the statement is cut short' : `\`${found}\` cannot stand here`;
  return error('syntax', span, message, 'write a message as `A->>B: text`');
}

export function signAfterName(span: Span, sign: string): Problem {
  const instead = sign[0]!;
  return error(
    'activation',
    span,
    `\`${sign}\` after the receiver is PlantUML; Mermaid writes \`${instead}\` before it`,
    `write \`A->>${instead}B: text\``,
  );
}

export function missingReceiver(span: Span): Problem {
  return error('syntax', span, 'the message has no receiver', 'name one before the colon: `A->>B: text`');
}

export function noteOfLines(span: Span): Problem {
  return error(
    'missing-text',
    span,
    'a note of several lines is PlantUML; Mermaid wants a colon and the text on the same line',
    'write `Note over A: one<br/>two`',
  );
}

export function missingLabel(span: Span): Problem {
  return {
    ...error('missing-text', span, 'Mermaid wants a colon and a text here', 'add `: text`'),
    fix: { description: 'add a colon', span: { start: span.end, end: span.end }, text: ': ' },
  };
}

export function afterSemicolon(span: Span): Problem {
  return error(
    'semicolon',
    span,
    'a `;` ends the statement, and what follows it is none',
    'write `#59;` for a semicolon inside a text',
  );
}

export function reservedName(span: Span, word: string): Problem {
  return error(
    'reserved-word',
    span,
    `\`${word}\` is a keyword and cannot begin a name`,
    `rename it, for instance \`participant ${word}_ as ${word}\``,
  );
}

export function foreignArrow(span: Span, arrow: string, instead: string): Problem {
  return {
    ...error('arrow', span, `\`${arrow}\` is no arrow of a Mermaid sequence diagram`, `write \`${instead}\``),
    fix: { description: `write \`${instead}\``, span, text: instead },
  };
}

export function reversedArrow(span: Span, arrow: string): Problem {
  return error('arrow', span, `Mermaid has no arrow \`${arrow}\``, 'swap the participants and write `->>` or `-->>`');
}

export function elseInPar(span: Span): Problem {
  return {
    ...error(
      'else-in-par',
      span,
      '`else` belongs to `alt`; Mermaid parts the operands of `par` by `and`',
      'write `and`',
    ),
    fix: { description: 'write `and`', span, text: 'and' },
  };
}

export function elseInCritical(span: Span): Problem {
  return {
    ...error(
      'else-in-critical',
      span,
      '`else` belongs to `alt`; Mermaid parts the operands of `critical` by `option`',
      'write `option`',
    ),
    fix: { description: 'write `option`', span, text: 'option' },
  };
}

export function straySeparator(span: Span, keyword: string): Problem {
  const home = keyword === 'and' ? 'par' : keyword === 'option' ? 'critical' : 'alt';
  return error(
    'stray-else',
    span,
    `\`${keyword}\` stands outside of \`${home}\``,
    `open ${home === 'alt' ? 'an' : 'a'} \`${home}\` above, or remove it`,
  );
}

export function straySign(span: Span, sign: string): Problem {
  const problem = warning('stray-sign', span, `\`${sign}\` means nothing here; Mermaid reads over it`, 'remove it');
  return { ...problem, fix: { description: 'remove it', span, text: '' } };
}

export function strayEnd(span: Span): Problem {
  return error(
    'stray-end',
    span,
    'no block is open that this `end` could close',
    'remove it, or write the head of the block above',
  );
}

export function unclosedBlock({ keyword, span, missedAt }: MissingEnd, end: 'end' | '}' = 'end'): Problem {
  return {
    ...error('unclosed-block', span, `\`${keyword}\` has no \`${end}\``, `write \`${end}\` where the block is over`),
    related: [{ span: missedAt, message: `\`${end}\` is missing before this` }],
  };
}

export function notInBox(span: Span, box: Span): Problem {
  return {
    ...error('in-box', span, 'a `box` holds participants and nothing else', 'write `end` before this line'),
    related: [{ span: box, message: 'the box begins here' }],
  };
}

export function inactive(span: Span, name: string): Problem {
  return error(
    'inactive',
    span,
    `\`${name}\` is deactivated here without being active`,
    `activate it before (\`->>+${name}\` or \`activate ${name}\`), or leave out the \`-\``,
  );
}

export function notCreated(span: Span, name: string, creation: Span): Problem {
  return {
    ...error(
      'creation',
      span,
      `the first message after \`create\` must go to \`${name}\``,
      `send \`${name}\` its message here, or move the \`create\` down`,
    ),
    related: [{ span: creation, message: `\`${name}\` is created here` }],
  };
}

export function createdTwice(span: Span, name: string): Problem {
  return error(
    'creation',
    span,
    `\`${name}\` is there already and cannot be created`,
    'give the new one a name of its own: `create participant B2 as B`',
  );
}

export function notDestroyed(span: Span, name: string, destruction: Span): Problem {
  return {
    ...error(
      'destruction',
      span,
      `the first message after \`destroy\` must be from or to \`${name}\``,
      `put \`destroy ${name}\` right before its last message`,
    ),
    related: [{ span: destruction, message: `\`${name}\` is destroyed here` }],
  };
}

export function manyTargets(span: Span, placement: string): Problem {
  return placement === 'over'
    ? error(
        'note-targets',
        span,
        'a note lies over one or two participants',
        'name the first and the last: `Note over A,C: text`',
      )
    : error(
        'note-targets',
        span,
        `a note stands ${placement} of one participant`,
        'write `Note over A,B: text` for two',
      );
}

export function inTwoBoxes(span: Span, name: string, box: Span): Problem {
  return {
    ...error('in-box', span, `\`${name}\` stands in another box already`, 'declare it in one of them'),
    related: [{ span: box, message: 'the other box begins here' }],
  };
}

export function aliasOrder(span: Span, id: string, label: string): Problem {
  return {
    ...warning(
      'alias-order',
      span,
      `Mermaid takes \`${label} as ${id}\` for one long name; it is read here as PlantUML means it`,
      `write \`${id} as ${label.replace(/^"(.*)"$/, '$1')}\``,
    ),
    fix: { description: 'put the short name first', span, text: `${id} as ${label.replace(/^"(.*)"$/, '$1')}` },
  };
}

export function badConfig(span: Span): Problem {
  return error(
    'participant-config',
    span,
    'this is no valid configuration of a participant',
    'write `@{ "type": "database", "alias": "Orders" }`',
  );
}

export function badAutoNumber(span: Span): Problem {
  return error(
    'autonumber',
    span,
    'Mermaid does not understand these numbers',
    'write `autonumber`, `autonumber 10`, `autonumber 10 5` or `autonumber off`',
  );
}

export function tooDeep(span: Span): Problem {
  return error(
    'too-deep',
    span,
    `blocks are nested more than ${greatestDepth} deep`,
    'move inner blocks to a diagram of their own',
  );
}
