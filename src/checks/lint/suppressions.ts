import { didYouMean, type SourceRange } from '#diagnostics';
import type { Finding } from '../result.ts';
import type { LintedDrawing } from './rule.ts';

/** A comment that keeps findings silent: `disable <rule>… -- reason`, `disable-next-line <rule>… -- reason`. */
interface Suppression {
  readonly path: string;
  readonly range: SourceRange;
  /** With `lint/` or another phase in front, as findings have it. */
  readonly code: string;
  readonly lines: { readonly first: number; readonly last: number };
  used: boolean;
}

/** The comments of drawings that keep findings silent, and what is wrong with them. */
export class Suppressions {
  readonly #suppressions: Suppression[] = [];
  readonly #known: ReadonlySet<string>;
  readonly #wrong: Finding[] = [];

  /** `known` are the codes that can be kept silent. */
  constructor(known: ReadonlySet<string>) {
    this.#known = known;
  }

  read(drawing: LintedDrawing): void {
    for (const { text, range, below } of drawing.directives) {
      const [, word, rest = ''] = /^(disable(?:-next-line)?)(?:\s+(.*))?$/i.exec(text) ?? [];
      if (word === undefined) continue;
      const [names = '', reason = ''] = rest.split(/\s+--\s+|^--\s+/, 2);
      const isNext = word.toLowerCase() === 'disable-next-line';
      const codes = names.split(/[\s,]+/).filter((name) => name !== '');
      if (reason.trim() === '') {
        this.#tell(
          drawing,
          range,
          'lint/suppression-without-reason',
          'a suppression says why',
          `write: ${word} ${names.trim() || '<rule>'} -- <reason>`,
        );
        continue;
      }
      if (codes.length === 0) {
        this.#tell(
          drawing,
          range,
          'lint/unknown-suppression',
          'a suppression names what it keeps silent',
          `write: ${word} <rule> -- ${reason}`,
        );
      }
      for (const name of codes) {
        const code = name.includes('/') ? name : `lint/${name}`;
        if (!this.#known.has(code)) {
          const meant = didYouMean(code, this.#known);
          this.#tell(
            drawing,
            range,
            'lint/unknown-suppression',
            `there is no rule "${name}"`,
            meant ? `did you mean "${meant.replace(/^lint\//, '')}"?` : '`asdrawn explain` lists all rules',
          );
          continue;
        }
        const first = isNext ? (below ?? 0) : drawing.range.start.line;
        const last = isNext ? (below ?? 0) : drawing.range.end.line;
        this.#suppressions.push({ path: drawing.path, range, code, lines: { first, last }, used: false });
      }
    }
  }

  /** Is the finding to be kept silent? */
  covers({ code, path, range }: Finding): boolean {
    const line = range?.start.line;
    const covering = this.#suppressions.filter(
      (each) =>
        each.code === code &&
        each.path === path &&
        line !== undefined &&
        line >= each.lines.first &&
        line <= each.lines.last,
    );
    for (const each of covering) each.used = true;
    return covering.length > 0;
  }

  /** To be asked last: what is wrong with the comments themselves, unused ones among it. */
  findings(): readonly Finding[] {
    const unused = this.#suppressions
      .filter(({ used }) => !used)
      .map(
        ({ path, range, code }): Finding => ({
          code: 'lint/unused-suppression',
          severity: 'warning',
          message: `nothing here is kept silent by "${code.replace(/^lint\//, '')}"`,
          path,
          range,
          help: 'take the comment out, so that it does not hide what comes later',
          spans: [],
        }),
      );
    return [...this.#wrong, ...unused];
  }

  #tell({ path }: LintedDrawing, range: SourceRange, code: string, message: string, help: string): void {
    this.#wrong.push({ code, severity: 'error', message, path, range, help, spans: [] });
  }
}
