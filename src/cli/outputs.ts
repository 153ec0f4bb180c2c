import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { didYouMean } from '#diagnostics';
import { type ReportFormat, type Reports, reportFormats } from '#reports';
import { UsageError } from './failure.ts';
import type { Output } from './surroundings.ts';

/** One report: its format, and the file it goes to; without one it goes to standard output. */
export interface OutputWish {
  readonly format: ReportFormat;
  readonly file?: string;
}

/** Collects `-f` and `-o` in the order they were written: each `-o` belongs to the `-f` before it. */
export class OutputWishes {
  readonly #formats: readonly ReportFormat[];
  readonly #wishes: { format: ReportFormat; file?: string }[] = [];
  #firstFile: string | undefined;

  /** `reports` are those that the command has. */
  constructor(reports: Reports<never>) {
    this.#formats = reportFormats.filter((format) => reports[format]);
  }

  /** `pretty (the default), json or html`. */
  get offered(): string {
    return listed(
      this.#formats.map((format) => (format === 'pretty' ? 'pretty (the default)' : format)),
      'or',
    );
  }

  readonly format = (name: string): ReportFormat[] => {
    const format = this.#formats.find((known) => known === name);
    if (!format) {
      const meant = didYouMean(name, this.#formats);
      throw new InvalidArgumentError(meant ? `did you mean ${meant}?` : `formats are ${listed(this.#formats, 'and')}`);
    }
    this.#wishes.push({ format });
    return this.#wishes.map((wish) => wish.format);
  };

  readonly file = (file: string): string[] => {
    const last = this.#wishes.at(-1);
    if (!last) {
      if (this.#firstFile !== undefined) throw new InvalidArgumentError('each -o follows the -f that it belongs to');
      this.#firstFile = file;
    } else if (last.file !== undefined)
      throw new InvalidArgumentError(`the ${last.format} report already goes to ${last.file}`);
    else last.file = file;
    return [file];
  };

  /** `pretty` to standard output where nothing was wished for. */
  complete(command: string, { isTTY = false }: Pick<Output, 'isTTY'>): readonly OutputWish[] {
    if (this.#firstFile !== undefined) {
      if (this.#wishes.length > 0)
        throw new UsageError(`-o ${this.#firstFile} stands before the -f that it belongs to`, command);
      return [{ format: 'pretty', file: this.#firstFile }];
    }
    if (this.#wishes.length === 0) return [{ format: 'pretty' }];
    const toStdout = this.#wishes.filter(({ file }) => file === undefined).map(({ format }) => format);
    if (toStdout.length > 1) {
      throw new UsageError(
        `only one report can go to standard output, not ${toStdout.join(' and ')}; give the others -o`,
        command,
      );
    }
    if (isTTY && toStdout[0] === 'html')
      throw new UsageError(
        'a page of html is for a browser, not for a terminal: give it a file, -f html -o report.html',
        command,
      );
    return this.#wishes;
  }
}

/** `a, b and c`. */
function listed(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** Writes a report, and the folders on the way to it. */
export async function writeReport(file: string, text: string, cwd: string): Promise<void> {
  const path = resolve(cwd, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
