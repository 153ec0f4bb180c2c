import { TooMuch } from './budget.ts';
import type { Definition } from './definitions.ts';
import type { Value } from './values.ts';

const longestValue = 1_000_000;

/** What names stand for: variables, and what may be called. */
export class Scope {
  readonly globals = new Map<string, Value>();
  /** Those of one name differ in how many parameters they have. */
  readonly definitions = new Map<string, readonly Definition[]>();
  /** The variables of the procedure or function that is being run; none outside of all. */
  locals: Map<string, Value> | undefined;
  /** How many names have no sign of their own, so that any word of the text may be one. */
  plainNames = 0;

  variable(name: string): Value | undefined {
    return this.locals?.get(name) ?? this.globals.get(name);
  }

  /** Where no scope is told: a variable that is new in a procedure is the procedure's own. */
  assign(name: string, value: Value): void {
    const local = this.locals && (this.locals.has(name) || !this.globals.has(name));
    this.set(local ? this.locals! : this.globals, name, value);
  }

  set(variables: Map<string, Value>, name: string, value: Value): void {
    if (typeof value === 'string' && value.length > longestValue) throw new TooMuch('make a value too long');
    if (!name.startsWith('$')) this.plainNames += 1;
    variables.set(name, value);
  }

  define(definition: Definition): void {
    const others = (this.definitions.get(definition.name) ?? []).filter(
      ({ parameters }) => parameters.length !== definition.parameters.length,
    );
    this.definitions.set(definition.name, [...others, definition]);
    if (!definition.name.startsWith('$')) this.plainNames += 1;
  }

  undefine(name: string): void {
    this.definitions.delete(name);
    this.globals.delete(name);
  }
}
