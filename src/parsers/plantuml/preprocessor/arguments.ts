/** One argument as it is written. */
export interface Argument {
  /** `$tags="x"`. */
  readonly name?: string;
  readonly text: string;
}

const named = /^\s*(\$[\p{L}_][\p{L}\p{N}_]*)\s*=(?!=)/u;

/** Cuts what stands between the parentheses of a call at its commas; nothing at all is no argument. */
export function splitArguments(text: string): Argument[] {
  if (text.trim() === '') return [];
  const found: Argument[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted && character !== undefined) continue;
    else if (character === '(' || character === '[' || character === '{') depth += 1;
    else if (character === ')' || character === ']' || character === '}') depth -= 1;
    if (character !== undefined && (character !== ',' || depth > 0)) continue;
    const written = text.slice(start, at);
    const name = named.exec(written);
    found.push(name ? { name: name[1]!, text: written.slice(name[0].length).trim() } : { text: written.trim() });
    start = at + 1;
  }
  return found;
}

export interface Parameter {
  readonly name: string;
  /** As written behind `=`. */
  readonly standard?: string;
}

/** The parameters of a definition, `$a, $b="x"`; undefined where they cannot be read. */
export function readParameters(text: string): Parameter[] | undefined {
  if (text.trim() === '') return [];
  const found: Parameter[] = [];
  for (const written of splitTop(text)) {
    const match = /^\s*(\$?[\p{L}_][\p{L}\p{N}_]*)\s*(?:=(.*))?$/su.exec(written);
    if (!match) return undefined;
    found.push({ name: match[1]!, ...(match[2] === undefined ? {} : { standard: match[2].trim() }) });
  }
  return found;
}

function splitTop(text: string): string[] {
  return splitArguments(text).map(({ name, text: value }) => (name === undefined ? value : `${name}=${value}`));
}

/** What a parameter stands for in one call. */
export interface Given {
  readonly text: string;
  /** Is it what the definition says where the call says nothing? */
  readonly isStandard: boolean;
}

/** An argument for each parameter by its name or place; undefined where some are missing or too many. */
export function assign(args: readonly Argument[], parameters: readonly Parameter[]): Map<string, Given> | undefined {
  const given = new Map<string, Given>();
  const known = new Set(parameters.map(({ name }) => name));
  const rest: string[] = [];
  for (const { name, text } of args) {
    if (name !== undefined && known.has(name)) given.set(name, { text, isStandard: false });
    else rest.push(name === undefined ? text : `${name}=${text}`);
  }
  let next = 0;
  for (const { name, standard } of parameters) {
    if (given.has(name)) continue;
    if (next < rest.length) given.set(name, { text: rest[next++]!, isStandard: false });
    else if (standard !== undefined) given.set(name, { text: standard, isStandard: true });
    else return undefined;
  }
  return next === rest.length ? given : undefined;
}

/** Without the quotes around the whole. */
export function withoutQuotes(text: string): string {
  return /^"[^"]*"$|^'[^']*'$/s.test(text) ? text.slice(1, -1) : text;
}
