import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { convert, format } from '#project';
import { formatReport } from '#reports';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-rewriting-'));
});
afterEach(() => rm(cwd, { recursive: true }));

const stdin = async () => new Uint8Array();
const put = (path: string, text: string | Uint8Array) => writeFile(join(cwd, path), text);
const get = (path: string) => readFile(join(cwd, path), 'utf8');
const formatted = (mode: 'write' | 'check' | 'diff' = 'write', paths: readonly string[] = []) =>
  format({ paths, mode }, { cwd, stdin });

describe('format', () => {
  test.each([
    [
      'line breaks of Windows',
      '@startuml\r\nA->B\r\n\r\n\r\nB->A\r\n@enduml\r\n',
      '@startuml\r\nA -> B\r\n\r\nB -> A\r\n@enduml\r\n',
    ],
    ['a missing line break at the end', '@startuml\nA->B\n@enduml', '@startuml\nA -> B\n@enduml\n'],
    ['a byte order mark', '\uFEFF@startuml\nA->B\n@enduml\n', '\uFEFF@startuml\nA -> B\n@enduml\n'],
    [
      'what stands between two diagrams',
      'free  text\n  @startuml\nA->B\n  @enduml\n\n\n\nmore   text\n@startuml\nB->A\n@enduml\n',
      'free  text\n@startuml\nA -> B\n@enduml\n\n\n\nmore   text\n@startuml\nB -> A\n@enduml\n',
    ],
    ['a diagram without @startuml', '\nA->B\n', '\nA -> B\n'],
  ])('keeps %s', async (_, before, after) => {
    await put('a.puml', before);
    const { exit } = await formatted();
    expect([exit.code, await get('a.puml')]).toEqual([0, after]);
    expect((await formatted('check')).exit.code).toBe(0);
  });

  test('a document of Windows keeps its line breaks around and in its fences', async () => {
    await put('a.md', '# A\r\n\r\n- list\r\n\r\n  ```mermaid\r\n  sequenceDiagram\r\n  A->>B:x\r\n  ```\r\n');
    await formatted();
    expect(await get('a.md')).toBe(
      '# A\r\n\r\n- list\r\n\r\n  ```mermaid\r\n  sequenceDiagram\r\n    A->>B: x\r\n  ```\r\n',
    );
  });

  test('what cannot be read as text is left alone', async () => {
    const latin1 = Buffer.from('@startuml\nA->B:caf\xe9\n@enduml\n', 'latin1');
    await put('a.puml', latin1);
    const { exit, result } = await formatted();
    expect([exit.code, result.findings.map(({ code }) => code)]).toEqual([2, ['project/not-utf8']]);
    expect(Buffer.compare(await readFile(join(cwd, 'a.puml')), latin1)).toBe(0);
  });

  test('rights stay, a link stays a link, and nothing is left beside', async () => {
    await put('real.puml', '@startuml\nA->B\n@enduml\n');
    await chmod(join(cwd, 'real.puml'), 0o640);
    await symlink('real.puml', join(cwd, 'link.puml'));
    await formatted('write', ['link.puml']);
    expect(await get('real.puml')).toBe('@startuml\nA -> B\n@enduml\n');
    expect((await stat(join(cwd, 'real.puml'))).mode & 0o777).toBe(0o640);
    expect((await lstat(join(cwd, 'link.puml'))).isSymbolicLink()).toBe(true);
    expect((await readdir(cwd)).sort()).toEqual(['link.puml', 'real.puml']);
  });

  test('a file that is in order is not written', async () => {
    await put('a.puml', '@startuml\nA -> B\n@enduml\n');
    const before = await stat(join(cwd, 'a.puml'));
    await formatted();
    expect((await stat(join(cwd, 'a.puml'))).mtimeMs).toBe(before.mtimeMs);
  });

  test('a diff is one that patch reads', async () => {
    const body = Array.from({ length: 12 }, (_, index) => `A -> B : ${index}`);
    await put('a.puml', ['@startuml', 'A->B', ...body, 'B->A', '@enduml'].join('\n'));
    const { result } = await formatted('diff');
    const report = await formatReport();
    expect(report(result, { sources: () => undefined, colors: false })).toBe(
      `--- a/a.puml
+++ b/a.puml
@@ -1,5 +1,5 @@
 @startuml
-A->B
+A -> B
 A -> B : 0
 A -> B : 1
 A -> B : 2
@@ -12,5 +12,5 @@
 A -> B : 9
 A -> B : 10
 A -> B : 11
-B->A
-@enduml
\\ No newline at end of file
+B -> A
+@enduml
`,
    );
    expect(await get('a.puml')).toContain('A->B');
  });
});

describe('convert', () => {
  const options = { lossy: false, inPlace: false, force: false };

  test('where a file cannot be written it is said, and nothing is left', async () => {
    await put('a.mmd', 'sequenceDiagram\nA->>B: x\n');
    const { exit, result } = await convert({ ...options, path: 'a.mmd', output: 'a.mmd/b.puml' }, { cwd, stdin });
    expect([exit.code, result.findings.map(({ code }) => code)]).toEqual([2, ['project/unwritable']]);
    expect(await readdir(cwd)).toEqual(['a.mmd']);
  });

  test('into its own language a drawing is written anew', async () => {
    await put('a.mmd', 'sequenceDiagram\nA->>B:x;B-->>A:y\n');
    const { result } = await convert({ ...options, path: 'a.mmd', to: 'mermaid' }, { cwd, stdin });
    expect(result.text).toBe('sequenceDiagram\n  participant A\n  participant B\n\n  A->>B: x\n  B-->>A: y\n');
  });

  test('a folder, or several files, are refused', async () => {
    await put('a.mmd', 'sequenceDiagram\nA->>B: x\n');
    await put('b.mmd', 'sequenceDiagram\nA->>B: x\n');
    for (const path of ['.', '*.mmd']) {
      const { exit, result } = await convert({ ...options, path }, { cwd, stdin });
      expect([exit.code, result.findings.map(({ code }) => code)]).toEqual([2, ['convert/one-file']]);
    }
  });
});
