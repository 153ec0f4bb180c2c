import { didYouMean } from '#diagnostics';
import { type Interaction, type Lifeline, type Message, messagesOf, squash } from '#model';
import type { Finding } from '../result.ts';
import { settingFindings } from './messages.ts';
import type {
  DrawingSettings,
  MessageSelector,
  ParticipantSetting,
  ResolvedMessageSetting,
  ResolvedSettings,
} from './settings.ts';

/** Finds the participants and messages that settings name; what names nothing is told. */
export function resolveSettings(
  settings: DrawingSettings,
  interaction: Interaction,
): ResolvedSettings & { readonly unknown: readonly UnknownSetting[] } {
  const unknown: UnknownSetting[] = [];
  const participants = new Map<string, ParticipantSetting>();
  for (const setting of settings.participants) {
    const named = interaction.lifelines.filter((lifeline) => isNamed(lifeline, setting.participant));
    if (named.length === 0) {
      const names = interaction.lifelines.flatMap(({ id, label }) => [id, label]);
      unknown.push({
        setting,
        finding: settingFindings.unknownParticipant(setting, didYouMean(setting.participant, names)),
      });
    }
    for (const { id } of named) if (!participants.has(id)) participants.set(id, setting);
  }
  const messages = new Map<Message, ResolvedMessageSetting>();
  const drawn = messagesOf(interaction);
  for (const setting of settings.messages) {
    const { message: selector, origin, ...said } = setting;
    const selected = drawn.filter((message) => isSelected(message, selector, interaction));
    if (selected.length === 0) {
      unknown.push({ setting, finding: settingFindings.unknownMessage(setting, closest(selector, drawn)) });
    }
    for (const message of selected) {
      const known = messages.get(message);
      messages.set(message, { ...said, ...known, origins: [...(known?.origins ?? []), origin] });
    }
  }
  return { participants, messages, unknown };
}

/** A setting that nothing in a drawing answers to; for settings meant for many drawings that is none of their business. */
export interface UnknownSetting {
  readonly setting: object;
  readonly finding: Finding;
}

function isNamed({ id, label }: Lifeline, name: string): boolean {
  return id === name || label === name || squash(label) === squash(name) || squash(id) === squash(name);
}

function isSelected(message: Message, { label, from, to, line }: MessageSelector, { lifelines }: Interaction): boolean {
  if (line !== undefined && message.range.start.line !== line) return false;
  if (label !== undefined && squash(message.label) !== squash(label) && message.label !== label) return false;
  const isEnd = (end: string | null, name: string): boolean => {
    const lifeline = lifelines.find(({ id }) => id === end);
    return lifeline !== undefined && isNamed(lifeline, name);
  };
  return (from === undefined || isEnd(message.from, from)) && (to === undefined || isEnd(message.to, to));
}

function closest({ label }: MessageSelector, drawn: readonly Message[]): string | undefined {
  return label === undefined
    ? undefined
    : didYouMean(
        label,
        drawn.map((message) => message.label),
      );
}
