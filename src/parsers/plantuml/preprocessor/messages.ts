import { didYouMean, type RelatedRange } from '#diagnostics';
import type { Span } from '../../lowering/builder.ts';
import { type Problem, problemsOf } from '../../lowering/problem.ts';

/** What there is to say about directives. */

const { error, warning } = problemsOf('plantuml');

export const directives = [
  ...['include', 'include_once', 'include_many', 'includesub', 'includeurl', 'import', 'define', 'undef', 'definelong'],
  ...['enddefinelong', 'if', 'ifdef', 'ifndef', 'elseif', 'else', 'endif', 'while', 'endwhile', 'foreach', 'endfor'],
  ...[
    'procedure',
    'unquoted',
    'endprocedure',
    'function',
    'endfunction',
    'return',
    'global',
    'local',
    'theme',
    'pragma',
  ],
  ...['assert', 'log', 'dump_memory', 'startsub', 'endsub', 'option'],
];

export function unknownDirective(span: Span, line: string): Problem {
  const word = /^!\s*([\p{L}_]+)/u.exec(line)?.[1] ?? '';
  const meant = didYouMean(word, directives);
  const help = meant
    ? `did you mean \`!${meant}\`?`
    : 'a variable is set by `!$name = value`; a text does not begin with `!`';
  return error('unknown-directive', span, `\`!${word}\` is no directive of PlantUML`, help);
}

export function missingInclude(span: Span, path: string, from: RelatedRange | undefined): Problem {
  return {
    ...error(
      'include-missing',
      span,
      `there is no file \`${path}\` to include`,
      'the path is taken from the folder of the file that includes it; check its spelling',
    ),
    ...(from ? { elsewhere: [from] } : {}),
  };
}

export function missingPart(span: Span, path: string, part: string): Problem {
  return error(
    'include-missing',
    span,
    `\`${path}\` holds no part \`${part}\``,
    'a part lies between `!startsub` and `!endsub`; a diagram is named by `@startuml(id=…)` or its number from 0',
  );
}

export function refusedInclude(span: Span, path: string, reason: string): Problem {
  return warning(
    'include-refused',
    span,
    `\`${path}\` is not included: ${reason}; the drawing is read without it`,
    'put a copy of it beside the drawing and include that',
  );
}

export function noIncludes(span: Span, path: string): Problem {
  return warning(
    'include-refused',
    span,
    `\`${path}\` is not included: only this text is read; the drawing is read without it`,
    'check the file where it lies, or put what it holds in its place',
  );
}

export function includeCycle(span: Span, path: string, from: RelatedRange | undefined): Problem {
  return {
    ...error('include-cycle', span, `\`${path}\` includes itself`, 'remove one of the includes that lead in a circle'),
    ...(from ? { elsewhere: [from] } : {}),
  };
}

export function includedAgain(span: Span, path: string): Problem {
  return error(
    'include-again',
    span,
    `\`${path}\` has been included before, and \`!include_once\` allows that once`,
    'remove it, or write `!include`',
  );
}

export function tooMuch(span: Span, what: string): Problem {
  return error(
    'expansion-limit',
    span,
    `the directives ${what}, so that reading stops here`,
    'check that every loop and every procedure that calls itself comes to an end',
  );
}

export function badExpression(span: Span, why: string): Problem {
  return error(
    'expression',
    span,
    `the expression ${why}`,
    'texts are written in quotes, calls as `%upper("a")` or `$name(1)`',
  );
}

export function badDefinition(span: Span, directive: string): Problem {
  return error(
    'definition',
    span,
    `this \`${directive}\` cannot be read`,
    `write \`!procedure $name($a, $b="standard")\` or \`!function $name($a)\``,
  );
}

export function wrongArguments(span: Span, name: string, signature: string): Problem {
  return error('arguments', span, `the arguments do not fit \`${name}\``, `it is defined as \`${signature}\``);
}

export function failedAssertion(span: Span, text: string): Problem {
  return error(
    'assertion',
    span,
    text === '' ? 'the assertion does not hold' : `the assertion does not hold: ${text}`,
    'correct what it checks, or remove it',
  );
}

export function strayDirective(span: Span, directive: string, opening: string): Problem {
  return error(
    'stray-directive',
    span,
    `\`${directive}\` belongs to no \`${opening}\``,
    `remove it, or write \`${opening}\` above`,
  );
}

export function unclosedDirective(span: Span, opening: string, closing: string): Problem {
  return warning(
    'unclosed-directive',
    span,
    `\`${opening}\` has no \`${closing}\``,
    `write \`${closing}\` where it is over`,
  );
}

export function localOutside(span: Span): Problem {
  return error('local', span, '`!local` stands outside of a procedure or function', 'write `!$name = value`');
}

export function notImported(span: Span, path: string): Problem {
  return warning(
    'include-refused',
    span,
    `\`${path}\` is not imported`,
    'include the files that are needed by `!include`',
  );
}

export function unknownCall(span: Span, name: string, known: Iterable<string>): Problem {
  const meant = didYouMean(name, known);
  return {
    ...error(
      'unknown-call',
      span,
      `nothing of the name \`${name}\` can be called`,
      meant ? `did you mean \`${meant}\`?` : 'define it by `!procedure`, or include the file that does',
    ),
    ...(meant
      ? {
          fix: {
            description: `write \`${meant}\``,
            span: { start: span.start, end: span.start + name.length },
            text: meant,
          },
        }
      : {}),
  };
}

/** What there is to say about a line that only the preprocessor could have understood; undefined for any other. */
export function misunderstood(span: Span, line: string, known: Iterable<string>): Problem | undefined {
  if (line.startsWith('!')) return unknownDirective(span, line);
  const call = /^([$%]?[\p{L}_][\p{L}\p{N}_]*)\(.*\)\s*\{?$/u.exec(line.slice(0, 300));
  return call ? unknownCall(span, call[1]!, known) : undefined;
}
