import type { Argument } from './arguments.ts';

/** Repositories of sprites and their macros that are included by URL. */
const libraries =
  /plantuml-icon-font-sprites|aws-icons-for-plantuml|Azure-PlantUML|kubernetes-PlantUML|plantuml-stdlib|gilbarbara-plantuml-sprites|plantuml-gcp-icons|plantuml-office/i;

/** Does a URL lead to a library of pictures and macros as the standard library has them? */
export function isLibrary(url: string): boolean {
  return libraries.test(url);
}

const element = /^[\p{L}_][\p{L}\p{N}_.]*$/u;
const relation = /^Rel(?:_|$)/;

/**
 * The line that a call of a library's macro stands for. Libraries of pictures follow one form, `Name(alias, "label", …)`,
 * and draw a box of that label; those of relations begin with `Rel`. Undefined where the call is of another form.
 */
export function expandLibrary(name: string, args: readonly Argument[], behind: string): string | undefined {
  if (!/^\p{Lu}/u.test(name)) return undefined;
  const [alias, label, third] = args.map(({ text }) => text.replace(/^"(.*)"$/s, '$1'));
  if (alias === undefined || !element.test(alias)) return undefined;
  if (relation.test(name)) {
    if (label === undefined || !element.test(label)) return undefined;
    return `${alias} --> ${label}${third === undefined || third === '' ? '' : ` : ${third}`}`;
  }
  if (behind.trim() !== '' && !/^\s*(?:\{|#\w+\s*\{?)\s*$/.test(behind)) return undefined;
  const shown = label === undefined || label === '' ? alias : label;
  return `rectangle "${shown.replaceAll('"', "'")}" as ${alias} <<${name}>>`;
}
