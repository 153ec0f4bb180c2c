import type { Finding } from '../result.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';

/** Settings may be for many drawings: only what no drawing answers to is worth a word. */
export class UnknownSettings {
  readonly #answered = new Set<object>();
  readonly #unanswered = new Map<object, Finding>();

  add({ settings, unknownSettings }: PreparedDrawing): void {
    const unknown = new Map(unknownSettings.map(({ setting, finding }) => [setting, finding]));
    for (const setting of [...settings.participants, ...settings.messages]) {
      const finding = unknown.get(setting);
      if (finding) this.#unanswered.set(setting, finding);
      else this.#answered.add(setting);
    }
  }

  findings(): Finding[] {
    return [...this.#unanswered].filter(([setting]) => !this.#answered.has(setting)).map(([, finding]) => finding);
  }
}
