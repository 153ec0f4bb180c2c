import type { Finding } from '#checks';
import type { SourceRange } from '#diagnostics';
import { finding } from '../findings.ts';

export const contractFindings = {
  notUnderTest: (path: string, range: SourceRange, name: string, why: string, others: readonly string[]): Finding =>
    finding({
      code: 'generate/not-under-test',
      severity: 'error',
      message: `${name} cannot be put under test: ${why}`,
      path,
      range,
      help: others.length > 0 ? `these can be: ${others.join(', ')}` : 'the drawing has no service that could be',
    }),

  foreignFile: (path: string): Finding =>
    finding({
      code: 'generate/foreign-file',
      severity: 'error',
      message: `${path} was not written by asdrawn, and would be lost`,
      path,
      help: 'choose another name with -o, or write over it with --force',
    }),

  brokenMark: (path: string, line: number, message: string): Finding =>
    finding({
      code: 'generate/broken-mark',
      severity: 'error',
      message,
      path,
      range: { start: { line, column: 1 }, end: { line, column: 1 } },
      help: 'each begins with "// asdrawn: keep <name>" and ends with "// asdrawn: end"; nothing was written',
    }),

  gone: (path: string, names: readonly string[]): Finding =>
    finding({
      code: 'generate/gone',
      severity: 'warning',
      message: `what you wrote for ${names.map((name) => `"${name}"`).join(', ')} has no place any more; it stands at the end of the file`,
      path,
      help: 'take from it what you still need, and delete it',
    }),
};
