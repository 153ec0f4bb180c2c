import { didYouMean } from '#diagnostics';
import type { MissingEnd } from '../lowering/block-ends.ts';
import { greatestDepth, type Span } from '../lowering/builder.ts';
import { type Problem, problemsOf } from '../lowering/problem.ts';

/** What there is to say about PlantUML texts. Prose lives here and nowhere else in the folder. */

const keywords = [
  ...['participant', 'actor', 'boundary', 'control', 'entity', 'database', 'collections', 'queue', 'create', 'destroy'],
  ...['activate', 'deactivate', 'autoactivate', 'autonumber', 'return', 'alt', 'else', 'opt', 'loop', 'par', 'break'],
  ...['critical', 'group', 'partition', 'end', 'box', 'end box', 'note', 'hnote', 'rnote', 'ref', 'title', 'header'],
  ...['footer', 'legend', 'caption', 'newpage', 'skinparam', 'hide', 'show', 'mainframe', 'scale'],
];

/** Words of Mermaid and what PlantUML writes instead. */
const foreign: Readonly<Record<string, string>> = {
  rect: 'PlantUML has no `rect`; write `group` … `end`',
  par_over: 'PlantUML has no `par_over`; write `par` … `end`',
  sequencediagram: 'this is a Mermaid header; a PlantUML diagram begins with `@startuml`',
  acctitle: 'PlantUML has no `accTitle`; write `title`',
};

const { error, warning } = problemsOf('plantuml');

export function noStart(span: Span): Problem {
  return warning(
    'no-start',
    span,
    'the file has no `@startuml`, so that PlantUML draws nothing',
    'put `@startuml` on a line before the diagram and `@enduml` after it',
  );
}

export function noEnd(span: Span, start: string): Problem {
  return error(
    'no-end',
    span,
    `the diagram that begins here has no \`${start.replace('@start', '@end')}\``,
    `put \`${start.replace('@start', '@end')}\` on a line of its own after the diagram`,
  );
}

export function emptyDiagram(span: Span): Problem {
  return warning('empty', span, 'the diagram is empty', 'draw something, or remove it');
}

/** How commands are written that a line began with and then went wrong. */
const forms: Readonly<Record<string, string>> = {
  autonumber: 'write `autonumber`, `autonumber 10 5`, `autonumber stop` or `autonumber resume`',
  autoactivate: 'write `autoactivate on` or `autoactivate off`',
  skinparam: 'write a name and a value: `skinparam sequenceMessageAlign center`',
  hide: 'a sequence diagram knows `hide footbox`, `hide unlinked` and `hide stereotype`',
  show: 'a sequence diagram knows `show footbox` and `show stereotype`',
  scale: 'write `scale 1.5`, `scale 2/3` or `scale max 800 width`',
  mainframe: 'write the text behind it: `mainframe Ordering`',
  title: 'write the text behind it, or on the lines below, ended by `end title`',
  header: 'write the text behind it, or on the lines below, ended by `end header`',
  footer: 'write the text behind it, or on the lines below, ended by `end footer`',
  caption: 'write the text behind it, or on the lines below, ended by `end caption`',
  legend: 'write the text on the lines below, ended by `end legend`',
  activate: 'name a lifeline: `activate A`',
  destroy: 'name a lifeline: `destroy A`',
  newpage: 'write `newpage`, or a title behind it',
  end: 'write `end` alone on its line',
};

export function unknownStatement(span: Span, word: string): Problem {
  const form = forms[word.toLowerCase()];
  if (form) return error('syntax', span, `\`${word}\` is not written like this`, form);
  const meant = didYouMean(word, keywords);
  const advice = foreign[word.toLowerCase()];
  const help = meant
    ? `did you mean \`${meant}\`?`
    : (advice ?? 'write a message as `A -> B : text`, or begin the line with a keyword');
  const problem = error('unknown-statement', span, 'this is no statement of a PlantUML sequence diagram', help);
  if (!meant) return problem;
  const place = { start: span.start, end: span.start + word.length };
  return { ...problem, fix: { description: `write \`${meant}\``, span: place, text: meant } };
}

export function unreadable(span: Span, found: string | undefined): Problem {
  const where = found === undefined ? 'the statement is cut short' : `\`${found}\` cannot stand here`;
  return error('syntax', span, where, 'write a message as `A -> B : text`; names with spaces or signs need quotes');
}

export function nameNeedsQuotes(span: Span, name: string): Problem {
  return {
    ...error(
      'unquoted-name',
      span,
      `the name \`${name}\` needs quotes`,
      `write "${name}", or give it a short name: \`participant "${name}" as …\``,
    ),
    fix: { description: 'put the name in quotes', span, text: `"${name}"` },
  };
}

export function aliasInQuotes(span: Span): Problem {
  return error(
    'quoted-alias',
    span,
    'a participant with a text in quotes has a short name without them',
    'write `participant "Text" as Name`',
  );
}

export function arrowWithoutHead(span: Span, arrow: string): Problem {
  return error(
    'arrow',
    span,
    `\`${arrow}\` has no head, so that the message has no direction`,
    `write \`->\` for a call or \`-->\` for an answer`,
  );
}

export function foreignArrow(span: Span, arrow: string, instead: string): Problem {
  return {
    ...error('arrow', span, `\`${arrow}\` is no arrow of a PlantUML sequence diagram`, `write \`${instead}\``),
    fix: { description: `write \`${instead}\``, span, text: instead },
  };
}

export function signBeforeName(span: Span, sign: string): Problem {
  const instead = sign.repeat(2);
  return error(
    'activation',
    span,
    `\`${sign}\` before the receiver is Mermaid; PlantUML writes \`${instead}\` after it`,
    `write \`A -> B ${instead} : text\``,
  );
}

export function andInPar(span: Span): Problem {
  return {
    ...error('and-in-par', span, '`and` is Mermaid; PlantUML parts the operands of `par` by `else`', 'write `else`'),
    fix: { description: 'write `else`', span, text: 'else' },
  };
}

export function optionInCritical(span: Span): Problem {
  return {
    ...error(
      'option-in-critical',
      span,
      '`option` is Mermaid; PlantUML parts the operands of `critical` by `else`',
      'write `else`',
    ),
    fix: { description: 'write `else`', span, text: 'else' },
  };
}

export function strayEnd(span: Span): Problem {
  return error(
    'stray-end',
    span,
    'no block is open that this `end` could close',
    'remove it, or write the head of the block above',
  );
}

export function straySeparator(span: Span, keyword: string): Problem {
  return error(
    'stray-else',
    span,
    `no block is open that \`${keyword}\` could part`,
    'open one with `alt` or `par` above',
  );
}

export function elseInBlock(span: Span, operator: string): Problem {
  return warning(
    'else-in-block',
    span,
    `\`else\` has no meaning in \`${operator}\`; what follows is read as part of the same block`,
    'write `alt` for a choice or `par` for what happens at the same time',
  );
}

export function elseInOpt(span: Span): Problem {
  return warning('else-in-block', span, '`opt` with `else` is read as `alt`', 'write `alt`');
}

export function unclosedBlock({ keyword, span, missedAt }: MissingEnd): Problem {
  return {
    ...warning('unclosed-block', span, `\`${keyword}\` has no \`end\``, 'write `end` where the block is over'),
    related: [{ span: missedAt, message: '`end` is missing before this' }],
  };
}

export function unclosedText(span: Span, what: string): Problem {
  return error(
    'unclosed-text',
    span,
    `the text of this ${what} has no end`,
    `write \`end ${what}\` on a line of its own after the text, or put the text after a colon`,
  );
}

export function missingText(span: Span, what: string): Problem {
  return error(
    'missing-text',
    span,
    `this ${what} says nothing`,
    `put the text after a colon, or on lines below ended by \`end ${what}\``,
  );
}

export function strayEndBox(span: Span): Problem {
  return error('stray-end', span, 'no box is open that this could close', 'remove it, or open one with `box` above');
}

export function unclosedBox(span: Span): Problem {
  return warning('unclosed-block', span, '`box` has no `end box`', 'write `end box` after its participants');
}

export function nothingToReturn(span: Span): Problem {
  return error(
    'return',
    span,
    'no activation is open that this could return from',
    'activate the receiver first (`A -> B ++`), or write the answer as a message (`B --> A`)',
  );
}

export function manyTargets(span: Span, where: string): Problem {
  return where === 'over'
    ? error(
        'note-targets',
        span,
        'a note lies over one or two lifelines',
        'name the first and the last: `note over A, C`',
      )
    : error('note-targets', span, `a note stands ${where} of one lifeline`, 'write `note over A, B` for several');
}

export function unknownColour(span: Span, name: string): Problem {
  return error(
    'colour',
    span,
    `\`${name}\` is no colour`,
    'write the name of one (`#LightBlue`), or three or six hexadecimal digits (`#ADD8E6`)',
  );
}

export function arrowStyle(span: Span, style: string): Problem {
  return error(
    'arrow-style',
    span,
    `\`${style}\` is no style of an arrow in a sequence diagram`,
    'write a colour (`-[#red]>`), `bold`, `dashed`, `dotted` or `hidden`, or several parted by commas',
  );
}

export function endedFirst(span: Span, action: string, name: string): Problem {
  return error(
    'inactive',
    span,
    `PlantUML takes no \`${action}\` before anything is drawn`,
    `let \`${name}\` do something first, or remove this`,
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

export function notePlace(span: Span): Problem {
  return error(
    'note-place',
    span,
    'a note of a sequence diagram stands over, left or right of a lifeline',
    'write `note over A : text`, `note left : text` for the last message, or `note across : text`',
  );
}

export function frameApart(span: Span, together: string): Problem {
  return error('syntax', span, 'the frame stands right beside the arrow', `write \`${together}\` without a space`);
}

export function keywordNeedsSpace(span: Span, keyword: string): Problem {
  return {
    ...error('syntax', span, `\`${keyword}\` is followed by a space`, `write \`${keyword} \` and then the text`),
    fix: { description: 'put a space', span: { start: span.end, end: span.end }, text: ' ' },
  };
}

export function tooDeep(span: Span): Problem {
  return error(
    'too-deep',
    span,
    `blocks are nested more than ${greatestDepth} deep`,
    'move inner blocks to a diagram of their own and refer to it with `ref`',
  );
}

export function notExpanded(span: Span, call: string): Problem {
  return warning(
    'not-expanded',
    span,
    `\`${call}\` is not expanded; what it draws is not checked`,
    'write out what it stands for, or check the output of `plantuml -preproc`',
  );
}
