/** What there is to say about settings, each with its code; the prose is here and nowhere else. */
import type { SourceRange } from '#diagnostics';
import type { Finding } from '../result.ts';
import type { MessageSelector, MessageSetting, Origin, ParticipantSetting } from './settings.ts';

function at(
  { path, range }: Pick<Origin, 'path' | 'range'>,
  parts: Omit<Finding, 'path' | 'range' | 'spans'>,
): Finding {
  return { path, range, spans: [], ...parts };
}

export const settingFindings = {
  unknownParticipant: ({ participant, origin }: ParticipantSetting, meant: string | undefined): Finding =>
    at(origin, {
      code: 'settings/unknown-participant',
      severity: 'warning',
      message: `no drawing that this is for has a participant "${participant}"`,
      help: meant ? `did you mean "${oneLine(meant)}"?` : 'name it by its id or its label, as it is drawn',
    }),

  unknownMessage: ({ message, origin }: MessageSetting, meant: string | undefined): Finding =>
    at(origin, {
      code: 'settings/unknown-message',
      severity: 'warning',
      message: `no drawing that this is for has a message ${spokenSelector(message)}`,
      help: meant ? `did you mean "${oneLine(meant)}"?` : 'write the label as it is drawn',
    }),

  unknownDirective: (place: Place, word: string, meant: string | undefined, known: readonly string[]): Finding =>
    at(place, {
      code: 'directive/unknown',
      severity: 'error',
      message: word ? `a directive cannot begin with "${word}"` : 'the directive says nothing',
      help: meant ? `did you mean "${meant}"?` : `a directive begins with one of: ${known.join(', ')}`,
    }),

  badDirective: (place: Place, what: string, form: string): Finding =>
    at(place, { code: 'directive/invalid', severity: 'error', message: what, help: `write: ${form}` }),

  nothingBelow: (place: Place, word: string, wanted: string): Finding =>
    at(place, {
      code: 'directive/nothing-below',
      severity: 'error',
      message: `"${word}" is about the ${wanted} in the line below, and there is none`,
      help: `put the directive right above the ${wanted}, or name it`,
    }),
};

export interface Place {
  readonly path: string;
  readonly range: SourceRange;
}

function spokenSelector({ label, from, to, line }: MessageSelector): string {
  const parts = [
    label === undefined ? '' : `"${label}"`,
    from === undefined ? '' : `from "${from}"`,
    to === undefined ? '' : `to "${to}"`,
    line === undefined ? '' : `in line ${line}`,
  ];
  return parts.filter(Boolean).join(' ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
