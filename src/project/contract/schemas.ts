import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { readLabel, words } from '#model';
import { reasonOf } from '../files.ts';
import { findings } from '../findings.ts';
import { StubError } from '../live/stub-error.ts';
import { contractFindings } from './contract-findings.ts';

/** What is wrong with a body, in sentences; empty where nothing is, or no schema is given for it. */
export type Validate = (name: string, body: unknown) => readonly string[];

/** `post-orders-id` of `POST /orders/{id}`, `order.placed` of the same: the name of a schema's file, without `.json`. */
export function schemaName(label: string): string {
  const { http, text } = readLabel(label);
  if (!http) return /^[\w.-]+$/.test(text) ? text : words(text).join('-');
  return [http.method ?? 'post', ...words(http.path ?? '')].join('-').toLowerCase();
}

/** Reads every `.json` of a folder as a JSON Schema (2020-12). Rejects with a `StubError` where one cannot be read. */
export async function readSchemas(folder: string, cwd: string): Promise<Validate> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const at = resolve(cwd, folder);
  const files = await readdir(at).catch((error: unknown) => {
    throw new StubError([findings.unreadable(folder, reasonOf(error))]);
  });
  const known = new Set<string>();
  const problems = [];
  for (const file of files.filter((name) => name.endsWith('.json')).sort()) {
    const path = join(at, file);
    try {
      ajv.addSchema(JSON.parse(await readFile(path, 'utf8')), `asdrawn:${file.slice(0, -5)}`);
      known.add(file.slice(0, -5));
    } catch (error) {
      problems.push(
        contractFindings.badSchema(relative(cwd, path), error instanceof Error ? error.message : String(error)),
      );
    }
  }
  if (problems.length > 0) throw new StubError(problems);
  return (name, body) => {
    if (!known.has(name)) return [];
    const validate = ajv.getSchema(`asdrawn:${name}`)!;
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message }) =>
        `the body${instancePath && ` at ${instancePath}`} ${message} (${join(folder, name)}.json)`,
    );
  };
}
