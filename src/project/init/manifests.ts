/** Names that package manifests give, read by the little that is needed of each format. */
import { posix } from 'node:path';
import type { FoundService } from './service.ts';

interface Manifest {
  readonly isNamed: (file: string) => boolean;
  readonly nameOf: (text: string) => string | undefined;
  /** How the tests of such a package are run. */
  readonly test?: (text: string) => string | undefined;
}

const manifests: readonly Manifest[] = [
  {
    isNamed: (file) => file === 'package.json',
    nameOf: (text) => textAt(json(text), ['name']),
    test: (text) => {
      const script = textAt(json(text), ['scripts', 'test']);
      return script === undefined || script.includes('no test specified') ? undefined : 'npm test';
    },
  },
  { isNamed: (file) => file === 'pom.xml', nameOf: artifactOf, test: () => 'mvn test' },
  {
    isNamed: (file) => /^settings\.gradle(?:\.kts)?$/.test(file),
    nameOf: (text) => /^[^\S\n]*rootProject\.name[^\S\n]*=[^\S\n]*["']([^"'\n]+)["']/m.exec(text)?.[1],
  },
  // A Gradle build is called like its folder.
  { isNamed: (file) => /^build\.gradle(?:\.kts)?$/.test(file), nameOf: () => undefined, test: () => './gradlew test' },
  {
    isNamed: (file) => file === 'go.mod',
    nameOf: (text) => {
      const module = /^module[^\S\n]+"?([^\s"]+)/m.exec(text)?.[1];
      return module === undefined ? undefined : posix.basename(module.replace(/\/v\d+$/, ''));
    },
    test: () => 'go test ./...',
  },
  {
    isNamed: (file) => file === 'pyproject.toml',
    nameOf: (text) => tomlName(text, ['project', 'tool.poetry']),
    test: () => 'pytest',
  },
  { isNamed: (file) => file === 'Cargo.toml', nameOf: (text) => tomlName(text, ['package']), test: () => 'cargo test' },
];

export function isManifest(path: string): boolean {
  return manifestOf(path) !== undefined;
}

/** The service that a manifest stands for, if it is one's. */
export function serviceOfManifest(path: string, text: string): FoundService | undefined {
  const folder = posix.dirname(path);
  const named = manifestOf(path)
    ?.nameOf(text)
    ?.replace(/^@[^/]+\//, '');
  const names = [named, folder === '.' ? undefined : posix.basename(folder)].filter((name) => name !== undefined);
  return names.length > 0 ? { names: [...new Set(names)], folder, path } : undefined;
}

/** The command that runs the tests, as the manifest has it. */
export function testCommandOf(path: string, text: string): string | undefined {
  return manifestOf(path)?.test?.(text);
}

function manifestOf(path: string): Manifest | undefined {
  const file = posix.basename(path);
  return manifests.find(({ isNamed }) => isNamed(file));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textAt(value: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

/** The artifact's own id: not its parent's, nor one of a dependency or plug-in. */
function artifactOf(text: string): string | undefined {
  let depth = 0;
  // Comments and instructions first, so that no tag in them counts.
  const bare = text.replace(/<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)/g, '');
  for (const tag of bare.matchAll(/<(\/?)([A-Za-z][\w.-]{0,100})[^<>]{0,2000}>([^<>]{0,200})/g)) {
    const [all, slash, name, inside = ''] = tag;
    if (slash) depth -= 1;
    else if (!all.slice(0, all.length - inside.length).endsWith('/>')) {
      depth += 1;
      if (depth === 2 && name === 'artifactId') return inside.trim() || undefined;
    }
  }
  return undefined;
}

/** `name = "…"` of the first of these tables. */
function tomlName(text: string, tables: readonly string[]): string | undefined {
  let table = '';
  for (const line of text.split('\n')) {
    const head = /^\s*\[([^[\]]+)\]/.exec(line);
    if (head) table = head[1]!.trim();
    else if (tables.includes(table)) {
      const name = /^\s*name\s*=\s*["']([^"']+)["']/.exec(line)?.[1];
      if (name !== undefined) return name;
    }
  }
  return undefined;
}
