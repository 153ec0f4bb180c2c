import { didYouMean } from '#diagnostics';
import type { MissingEnd } from '../../lowering/block-ends.ts';
import { greatestDepth, type Span } from '../../lowering/builder.ts';
import { type Problem, problemsOf } from '../../lowering/problem.ts';

/** What there is to say about the statements of diagrams of structures and of states. */

const { error, warning } = problemsOf('plantuml');

/** How a person names the kind of diagram that is being read. */
export type DrawnKind = 'component' | 'state';

const kindNames: Readonly<Record<DrawnKind, string>> = {
  component: 'component, deployment or use case diagram',
  state: 'state diagram',
};

const forms: Readonly<Record<DrawnKind, string>> = {
  component: 'declare an element (`component "Name" as n`) or draw a link (`[A] --> [B] : text`)',
  state: 'declare a state (`state "Name" as n`) or draw a transition (`A --> B : event`)',
};

/** Words of Mermaid and of other diagrams, and what PlantUML writes instead. */
const foreign: Readonly<Record<string, string>> = {
  graph: 'this is a Mermaid header; begin with `@startuml` and write `left to right direction` where it is needed',
  flowchart: 'this is a Mermaid header; begin with `@startuml` and write `left to right direction` where it is needed',
  statediagram: 'this is a Mermaid header; `@startuml` is all that PlantUML needs',
  subgraph: 'PlantUML groups by `package "Name" {` … `}`',
  end: 'a group ends with `}`',
  classdef: 'PlantUML colours by `skinparam` or `<style>`, and an element by `#colour` behind its name',
  linkstyle: 'PlantUML styles a link in its arrow: `-[#red,dashed]->`',
  style: 'PlantUML colours an element by `#colour` behind its name',
  direction: 'write `left to right direction` or `top to bottom direction`',
  participant: 'participants belong to sequence diagrams; write `component` or `actor`',
  class: 'classes belong to class diagrams; write `component` or `rectangle`',
  allowmixing: 'only a class diagram can mix kinds; a component diagram takes `json` without it',
  allow_mixing: 'only a class diagram can mix kinds; a component diagram takes `json` without it',
  component: 'a state diagram holds states only; write `state "Name" as n`',
};

export function unknownStatement(span: Span, kind: DrawnKind, line: string, keywords: readonly string[]): Problem {
  const word = /^[\p{L}_]+/u.exec(line)?.[0] ?? '';
  const alone = !/^[\p{L}\p{N}_.]+\s*(?:[-.=~<]|:)/u.test(line);
  const meant = word !== '' && alone ? didYouMean(word, keywords) : undefined;
  const said = `this is no statement of a PlantUML ${kindNames[kind]}`;
  if (meant && meant !== word.toLowerCase()) {
    const place = { start: span.start, end: span.start + word.length };
    return {
      ...error('unknown-statement', span, said, `did you mean \`${meant}\`?`),
      fix: { description: `write \`${meant}\``, span: place, text: meant },
    };
  }
  const advice = Object.hasOwn(foreign, word.toLowerCase()) ? foreign[word.toLowerCase()] : undefined;
  return error('unknown-statement', span, said, advice ?? forms[kind]);
}

export function mermaidLabel(span: Span, label: string, arrow: string): Problem {
  return error(
    'arrow',
    span,
    `a label between bars is Mermaid; PlantUML writes it behind a colon`,
    `write \`A ${arrow} B : ${label}\``,
  );
}

export function unknownArrow(span: Span, arrow: string, kind: DrawnKind, instead: string): Problem {
  return {
    ...error('arrow', span, `\`${arrow}\` is no arrow of a PlantUML ${kindNames[kind]}`, `write \`${instead}\``),
    fix: { description: `write \`${instead}\``, span, text: instead },
  };
}

export function nameNeedsQuotes(span: Span, name: string): Problem {
  return {
    ...error('unquoted-name', span, `the name \`${name}\` needs quotes`, `write "${name}"`),
    fix: { description: 'put the name in quotes', span, text: `"${name}"` },
  };
}

export function stateNameNotPlain(span: Span, name: string): Problem {
  return error(
    'unquoted-name',
    span,
    `\`${name}\` is no name of a state: only letters, digits, \`_\` and \`.\` are`,
    `declare it once with a short name, \`state "${name}" as …\`, and use that`,
  );
}

export function chained(span: Span): Problem {
  return error('chain', span, 'a line draws one link', 'write each link on a line of its own');
}

export function contentBesideBrace(span: Span): Problem {
  return error(
    'brace',
    span,
    'nothing may follow `{` on its line',
    'put what stands in the braces on lines of its own',
  );
}

export function braceNeedsBlank(span: Span, word: string): Problem {
  return {
    ...error('brace', span, `a blank is missing between \`${word}\` and \`{\``, `write \`${word} {\``),
    fix: { description: 'put a blank before the brace', span, text: ' {' },
  };
}

export function outerUnknown(span: Span, id: string): Problem {
  return error(
    'unknown-name',
    span,
    `\`${id}\` is a state in another one, which is not drawn`,
    'declare the outer state, or write `set separator none` where a dot is part of a name',
  );
}

export function nothingMayFollow(span: Span, found: string): Problem {
  return error(
    'syntax',
    span,
    `\`${found}\` cannot stand here`,
    'behind a name come `$tags`, `<<stereotypes>>`, `[[link]]` and `#colour`, in this order; names with spaces need quotes',
  );
}

export function redefined(span: Span, id: string, first: Span, was: string): Problem {
  return {
    ...error(
      'redefined',
      span,
      `\`${id}\` is already drawn as ${was}`,
      'give one of them another name by `as`, or declare it before it is first used',
    ),
    related: [{ span: first, message: 'first drawn here' }],
  };
}

export function unknownTarget(span: Span, id: string, known: Iterable<string>): Problem {
  const meant = didYouMean(id, known);
  const help = meant ? `did you mean \`${meant}\`?` : 'declare it above the note';
  return {
    ...error('unknown-name', span, `the note is attached to \`${id}\`, which is not drawn`, help),
    ...(meant ? { fix: { description: `write \`${meant}\``, span, text: meant } } : {}),
  };
}

export function noteOnNothing(span: Span, what: 'element' | 'link'): Problem {
  return error(
    'note-target',
    span,
    `no ${what} is drawn above that this note could belong to`,
    what === 'link' ? 'put it behind the link' : 'name what it belongs to: `note right of A : text`',
  );
}

export function noteTwice(span: Span, id: string): Problem {
  return error('redefined', span, `the name \`${id}\` is taken`, 'give the note another name');
}

export function portOutside(span: Span): Problem {
  return error(
    'port',
    span,
    'a port stands in an element, not in the open',
    'put it between the braces of a component: `component C {` … `}`',
  );
}

export function strayBrace(span: Span, severe: boolean): Problem {
  const problem = severe ? error : warning;
  return problem('stray-end', span, 'nothing is open that this `}` could close', 'remove it, or open a group above');
}

export function unclosedGroup({ keyword, span, missedAt }: MissingEnd): Problem {
  return {
    ...warning('unclosed-block', span, `\`${keyword}\` is never closed`, 'write `}` where it is over'),
    related: [{ span: missedAt, message: '`}` is missing before this' }],
  };
}

export function unclosedBraces(span: Span, keyword: string): Problem {
  return error('unclosed-block', span, `\`${keyword}\` is never closed`, 'write `}` on a line of its own behind it');
}

export function noSetting(span: Span): Problem {
  return error(
    'setting',
    span,
    'this is no setting of `skinparam`',
    'write a name and its value: `backgroundColor red`',
  );
}

export function unclosedLabel(span: Span, mark: string): Problem {
  return error(
    'unclosed-text',
    span,
    `the text that begins here has no \`${mark}\``,
    `end it with a line that ends in \`${mark}\``,
  );
}

export function notRemoved(span: Span, word: 'remove' | 'restore'): Problem {
  return warning(
    'not-removed',
    span,
    `\`${word}\` is read with a name or \`@unlinked\`; tags and stereotypes are not followed`,
    `name the elements one by one: \`${word} A\``,
  );
}

export function colonInName(span: Span, name: string): Problem {
  const [state = '', ...text] = name.split(':');
  return warning(
    'colon-in-name',
    span,
    `without a blank before the colon this is a state named \`${name}\``,
    `write \`${state} : ${text.join(':')}\` if it is the text of the transition`,
  );
}

export function badJson(span: Span): Problem {
  return error('json', span, 'this is no JSON', 'check its quotes, commas and brackets');
}

export function tooDeep(span: Span): Problem {
  return error(
    'too-deep',
    span,
    `groups are nested more than ${greatestDepth} deep`,
    'move inner groups to a diagram of their own',
  );
}

export function outsideRegion(span: Span, id: string): Problem {
  return error(
    'region',
    span,
    `the state \`${id}\` stands in a concurrent region and cannot be used outside of it`,
    'draw the transition from or to the composite state as a whole',
  );
}

export function borderOutside(span: Span): Problem {
  return error(
    'border-state',
    span,
    'an entry or exit point, pin or expansion stands on the border of a composite state',
    'put it between the braces of one: `state S {` … `}`',
  );
}

export function stateAlias(span: Span, shown: string, alias: string): Problem {
  return {
    ...error('unquoted-name', span, `the text \`${shown}\` needs quotes`, `write \`state "${shown}" as ${alias}\``),
    fix: { description: 'put the text in quotes', span, text: `"${shown}"` },
  };
}
