import type { Loss } from './printed.ts';

/** Lines with their indentation, and what had to be left out of them. */
export class Page {
  readonly losses: Loss[] = [];
  readonly #language: 'plantuml' | 'mermaid';
  readonly #lines: string[] = [];
  #depth = 0;

  constructor(language: 'plantuml' | 'mermaid') {
    this.#language = language;
  }

  line(text: string): void {
    // A backslash at the end of a line joins it with the next one in PlantUML, unless a space follows.
    const joins = this.#language === 'plantuml' && text.endsWith('\\');
    this.#lines.push(`${'  '.repeat(this.#depth)}${text}${joins ? ' ' : ''}`);
  }

  /** The line, and those that follow one step deeper. */
  open(text: string): void {
    this.line(text);
    this.#depth += 1;
  }

  close(text?: string): void {
    this.#depth -= 1;
    if (text !== undefined) this.line(text);
  }

  /** A line between two inner stretches of a block (`else`), or of the whole. */
  between(text: string): void {
    const depth = this.#depth;
    this.#depth = Math.max(0, depth - 1);
    this.line(text);
    this.#depth = depth;
  }

  comment(text: string): void {
    this.line(`${this.#language === 'plantuml' ? "'" : '%%'} ${text.replace(/\s+/g, ' ')}`);
  }

  /** Separates parts; never two in a row, none at the beginning. */
  gap(): void {
    const last = this.#lines.at(-1);
    if (last !== undefined && last !== '') this.#lines.push('');
  }

  lose(loss: Loss): void {
    this.losses.push(loss);
    this.comment(`${loss.message}; ${loss.instead}`);
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}
