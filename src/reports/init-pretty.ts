import type { InitFile, InitResult } from './init-result.ts';
import type { ReportOptions } from './report.ts';
import { paintWith } from './terminal/paint.ts';
import { count, hanging, someOf } from './terminal/text.ts';

/** What was found, what was written, what could be, and how to go on. */
export function initPretty({ found, files, next }: InitResult, options: ReportOptions): string {
  const paint = paintWith(options.colors);
  const width = Math.min(100, Math.max(60, options.width ?? 100));
  const { services } = found;
  const lines = [
    `found ${count(found.diagrams, 'diagram')} in ${count(found.files, 'file')}; ${count(found.sequences, 'sequence diagram')} with ${count(found.participants, 'participant')}`,
    ...(services.length > 0
      ? hanging('', `found ${count(services.length, 'service')}: ${someOf(services, 12)}`, width)
      : []),
    ...of(files, 'written').map(({ path, what }) => paint.green(`wrote ${path} (${what})`)),
    ...of(files, 'declined').map(({ path }) => paint.dim(`left ${path} as it is`)),
    ...of(files, 'offered').flatMap(({ path, what, added }) => [
      '',
      `${path} (${what}) was not written; --yes writes it:`,
      ...added
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`.trimEnd()),
    ]),
    ...(next.length > 0 ? ['', 'next:', ...next.map((command) => `  ${command}`)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function of(files: readonly InitFile[], wanted: InitFile['state']): readonly InitFile[] {
  return files.filter(({ state }) => state === wanted);
}
