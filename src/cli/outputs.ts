import { InvalidArgumentError } from 'commander';
import { didYouMean } from '#diagnostics';
import { type ReportFormat, type Reports, reportFormats } from '#reports';
import { UsageError } from './failure.ts';
import type { Output } from './surroundings.ts';

/** One report: its format, and the file it goes to; without one it goes to standard output. */
export interface OutputWish<Format extends ReportFormat = ReportFormat> {
  readonly format: Format;
  readonly file?: string;
}

/** Collects `-f` and `-o` in the order they were written: each `-o` belongs to the `-f` before it. */
export class OutputWishes<Format extends ReportFormat> {
  /** What the command can make. */
  readonly formats: readonly Format[];
  readonly #wishes: { format: Format; file?: string }[] = [];
  #firstFile: string | undefined;

  constructor(reports: Reports<never, Format>) {
    this.formats = reportFormats.filter((format): format is Format => format in reports);
  }

  readonly format = (name: string): Format[] => {
    const format = this.formats.find((known) => known === name);
    if (!format) throw new InvalidArgumentError(this.#advice(name));
    this.#wishes.push({ format });
    return this.#wishes.map((wish) => wish.format);
  };

  #advice(name: string): string {
    const all = `formats are ${listed(this.formats)}`;
    if (reportFormats.some((known) => known === name)) return `this command has no such report; its ${all}`;
    const meant = didYouMean(name, this.formats);
    return meant ? `did you mean ${meant}? The ${all}` : all;
  }

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

  /** The first format (`pretty`) to standard output where nothing was wished for. */
  complete(command: string, { isTTY = false }: Pick<Output, 'isTTY'>): readonly OutputWish<Format>[] {
    const usual = this.formats[0]!;
    if (this.#firstFile !== undefined) {
      if (this.#wishes.length > 0)
        throw new UsageError(`-o ${this.#firstFile} stands before the -f that it belongs to`, command);
      return [{ format: usual, file: this.#firstFile }];
    }
    if (this.#wishes.length === 0) return [{ format: usual }];
    const toStdout = this.#wishes.filter(({ file }) => file === undefined).map(({ format }) => format);
    if (toStdout.length > 1) {
      throw new UsageError(
        `only one report can go to standard output, not ${listed(toStdout)}; give the others -o`,
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

/** `pretty, json and sarif`. */
export function listed(names: readonly string[], conjunction = 'and'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
