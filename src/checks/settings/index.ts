/** What people set for their drawings, by configuration or by comments in them. */
export { type DirectiveSettings, type DirectiveText, readDirectives } from './directives.ts';
export { isIgnored, isSaidToBe } from './exchange-pattern.ts';
export { resolveSettings, type UnknownSetting } from './resolve.ts';
export {
  asksSpans,
  type BudgetSeverity,
  type DrawingSettings,
  defaultSettings,
  type IgnoreSetting,
  type MessageSelector,
  type MessageSetting,
  mergeSettings,
  type Origin,
  type ParticipantSetting,
  type ParticipantTarget,
  type Policy,
  type Presence,
  type ResolvedMessageSetting,
  type ResolvedSettings,
} from './settings.ts';
export { asService, messageSuggestion, participantSuggestion } from './suggestion.ts';
