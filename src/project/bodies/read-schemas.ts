import { readdir, readFile } from 'node:fs/promises';
import { join, posix, relative, resolve, sep } from 'node:path';
import type { ErrorObject } from 'ajv';
import type { Finding } from '#checks';
import { didYouMean, type SourceRange, SourceText } from '#diagnostics';
import { reasonOf } from '../files.ts';
import { StubError } from '../live/stub-error.ts';
import { draftOf, type SchemaDraft, validatorOf } from './drafts.ts';
import { type NamedAt, schemaFindings } from './schema-findings.ts';

/** A folder of schemas, as it is called from the working folder. */
export interface SchemaFolder {
  readonly folder: string;
  /** Where it is configured, if it is. */
  readonly at?: NamedAt;
}

/** What is wrong with a body, in sentences; empty where nothing is, or no schema is given for it. */
export type Validate = (name: string, body: unknown) => readonly string[];

export interface Schemas {
  readonly validate: Validate;
  /** What is to be known of them, and is no error. */
  readonly findings: readonly Finding[];
}

interface SchemaFile {
  readonly name: string;
  readonly source: SourceText;
  readonly schema: unknown;
}

/**
 * Reads every `.json` of a folder as a JSON Schema; they may refer to one another by file name. `names` are those that the
 * drawing has bodies for. Rejects with a `StubError` that says where and why one cannot be read.
 */
export async function readSchemas(
  { folder, at }: SchemaFolder,
  names: readonly string[],
  cwd: string,
): Promise<Schemas> {
  const folderPath = resolve(cwd, folder);
  const inside = await readdir(folderPath).catch((error: unknown) => {
    throw new StubError([schemaFindings.noFolder(folder, whyNot(error), at)]);
  });
  const read = await Promise.all(
    inside
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map(async (name) => readSchema(relative(cwd, join(folderPath, name)).split(sep).join(posix.sep), name, cwd)),
  );
  const problems = read.filter((one): one is Finding => 'code' in one);
  const files = read.filter((one): one is SchemaFile => !('code' in one));
  const validators = new Map<SchemaDraft, Awaited<ReturnType<typeof validatorOf>>>();
  for (const draft of new Set(files.flatMap(({ schema }) => draftOf(schema) ?? [])))
    validators.set(draft, await validatorOf(draft));
  const compiled = new Map<string, (body: unknown) => readonly ErrorObject[]>();
  const usable = files.flatMap((file) => {
    const ajv = validators.get(draftOf(file.schema)!);
    try {
      if (!ajv?.validateSchema(file.schema as object)) throw new SchemaProblem(ajv?.errors ?? []);
      ajv.addSchema(file.schema as object, keyOf(file.name));
      return [{ ...file, ajv }];
    } catch (error) {
      problems.push(problemOf(file, error));
      return [];
    }
  });
  for (const { ajv, ...file } of usable) {
    try {
      const validate = ajv.getSchema(keyOf(file.name))!;
      compiled.set(file.name.replace(/\.json$/, ''), (body) => (validate(body) ? [] : [...(validate.errors ?? [])]));
    } catch (error) {
      // A file that cannot be read was told already.
      if (isMissing(error) && inside.includes(fileOf(error.missingRef))) continue;
      problems.push(problemOf(file, error));
    }
  }
  if (problems.length > 0) throw new StubError(problems.sort((a, b) => a.path.localeCompare(b.path)));
  return {
    validate: (name, body) =>
      (compiled.get(name)?.(body) ?? []).map((error) => `${spoken(error)} (${posix.join(folder, name)}.json)`),
    findings:
      names.some((name) => compiled.has(name)) || names.length === 0
        ? []
        : [noneFits(folder, names, at, [...compiled.keys()])],
  };
}

function noneFits(
  folder: string,
  names: readonly string[],
  at: NamedAt | undefined,
  known: readonly string[],
): Finding {
  const meant = known.map((name) => didYouMean(name, names)).find((name) => name !== undefined);
  return schemaFindings.noneFits(folder, names, meant === undefined ? undefined : `${meant}.json`, at);
}

async function readSchema(path: string, name: string, cwd: string): Promise<SchemaFile | Finding> {
  try {
    const source = new SourceText(path, await readFile(resolve(cwd, path), 'utf8'));
    const schema: unknown = JSON.parse(source.text);
    if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null || Array.isArray(schema)))
      return schemaFindings.invalid(path, 'a schema is an object', undefined);
    if (draftOf(schema) === undefined) {
      const { $schema } = schema as { readonly $schema?: unknown };
      const range = placeOf(source, JSON.stringify($schema));
      const help = 'drafts 2020-12, 2019-09 and 07 are understood';
      return schemaFindings.invalid(path, `it is written for ${String($schema)}`, range, help);
    }
    return { name, source, schema };
  } catch (error) {
    if (!(error instanceof SyntaxError)) return schemaFindings.invalid(path, reasonOf(error), undefined);
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(error.message) ?? [];
    const start = { line: Number(line ?? 1), column: Number(column ?? 1) };
    const reason = error.message.replace(/ in JSON at position.*$/s, '').replace(/, ".*is not valid JSON$/s, '');
    return schemaFindings.invalid(path, `its JSON cannot be read: ${reason}`, line ? { start, end: start } : undefined);
  }
}

function whyNot(error: unknown): string {
  const isFile = error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
  return isFile ? 'is no folder' : reasonOf(error);
}

/** Keys are addresses, so that `order.json#/$defs/id` leads to another file of the folder. */
function keyOf(file: string): string {
  return `asdrawn://schemas/${encodeURIComponent(file)}`;
}

function fileOf(address: string): string {
  return decodeURIComponent(address.replace(/^asdrawn:\/\/schemas\//, '').replace(/#.*$/s, ''));
}

/** What the meta-schema has against a schema. */
class SchemaProblem extends Error {
  readonly errors: readonly ErrorObject[];
  constructor(errors: readonly ErrorObject[]) {
    super('not as its draft says');
    this.errors = errors;
  }
}

function isMissing(error: unknown): error is Error & { readonly missingRef: string } {
  return error instanceof Error && 'missingRef' in error;
}

function problemOf({ source }: SchemaFile, error: unknown): Finding {
  if (isMissing(error)) {
    const ref = fileOf(error.missingRef);
    const range = placeOf(source, JSON.stringify(ref).slice(0, -1));
    const help = 'put what it refers to into the same folder; nothing is fetched';
    return schemaFindings.invalid(source.path, `it refers to ${ref}, which is not there`, range, help);
  }
  const [first] = error instanceof SchemaProblem ? deepest(error.errors) : [];
  if (!first) return schemaFindings.invalid(source.path, reasonOf(error), undefined);
  const key = first.instancePath.split('/').pop() ?? '';
  const text = `at ${first.instancePath || '/'} ${sentence(first)}`;
  return schemaFindings.invalid(source.path, text, key === '' ? undefined : placeOf(source, JSON.stringify(key)));
}

/** A meta-schema is made of alternatives: what lies deepest tells most. */
function deepest(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;
  return [...errors].sort((a, b) => depth(b) - depth(a) || (a.keyword === 'enum' ? -1 : 0));
}

function placeOf(source: SourceText, text: string): SourceRange | undefined {
  const at = source.text.indexOf(text);
  return at < 0 ? undefined : source.range(at, at + text.length);
}

function spoken(error: ErrorObject): string {
  return `the body${error.instancePath && ` at ${error.instancePath}`} ${sentence(error)}`;
}

function sentence({ keyword, params, message = 'is not as it should be' }: ErrorObject): string {
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties')
    return `must not have ${JSON.stringify(params.additionalProperty ?? params.unevaluatedProperty)}`;
  if (keyword === 'required') return `has no ${JSON.stringify(params.missingProperty)}`;
  if (keyword === 'enum')
    return `must be one of ${(params.allowedValues as readonly unknown[]).map((value) => JSON.stringify(value)).join(', ')}`;
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`;
  return message;
}
