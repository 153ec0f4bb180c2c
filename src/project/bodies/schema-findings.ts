import type { Finding } from '#checks';
import type { SourceRange } from '#diagnostics';
import { finding } from '../findings.ts';

/** Where a folder of schemas was named: a line of asdrawn.yaml, or nowhere that has a line. */
export interface NamedAt {
  readonly path: string;
  readonly range: SourceRange;
}

export const schemaFindings = {
  noFolder: (folder: string, reason: string, at?: NamedAt): Finding =>
    finding({
      code: 'schemas/no-folder',
      severity: 'error',
      message: `the schemas for bodies cannot be read: ${folder} ${reason}`,
      ...(at ? { path: at.path, range: at.range } : { path: folder }),
      help: 'name a folder that holds them as .json files',
    }),

  invalid: (path: string, reason: string, range: SourceRange | undefined, help?: string): Finding =>
    finding({
      code: 'schemas/invalid',
      severity: 'error',
      message: `this is no JSON Schema: ${reason}`,
      path,
      ...(range && { range }),
      help: help ?? 'every .json file of the folder has to be one',
    }),

  noneFits: (folder: string, names: readonly string[], meant: string | undefined, at?: NamedAt): Finding =>
    finding({
      code: 'schemas/none-fits',
      // Of a folder for the whole project one drawing may well need nothing.
      severity: at ? 'note' : 'warning',
      message: `no file of ${folder} is named after a message of this drawing, so that no body is looked at${meant ? `; did you mean ${meant}?` : ''}`,
      ...(at ? { path: at.path, range: at.range } : { path: folder }),
      help: `these names would do: ${names.map((name) => `${name}.json`).join(', ')}`,
    }),
};
