import type { ConfigurationLine } from '../binding-result.ts';

const comments: Readonly<Record<string, string>> = { mermaid: '%%', plantuml: "'" };

/** The part of a setting that says what is. */
export type Said = ConfigurationLine;

export function participantSuggestion(language: string, participant: string, target: Said): ConfigurationLine {
  const name = oneLine(participant);
  return {
    yaml: `participants: { ${scalar(name)}: ${target.yaml} }`,
    directive: `${comments[language] ?? '%%'} asdrawn: participant ${word(name)} is ${target.directive}`,
  };
}

export function messageSuggestion(
  language: string,
  message: { readonly label: string; readonly from: string; readonly to: string },
  said: Said,
): ConfigurationLine {
  const label = oneLine(message.label);
  const selector =
    label === '' ? `from: ${scalar(message.from)}, to: ${scalar(message.to)}` : `message: ${scalar(label)}`;
  return {
    yaml: `messages: [{ ${selector}, ${said.yaml} }]`,
    directive: `${comments[language] ?? '%%'} asdrawn: ${said.directive}`,
  };
}

export function asService(name: string): Said {
  return { yaml: scalar(name), directive: `service ${word(name)}` };
}

/** A YAML scalar that stands in braces: quoted where it would mean something else. */
function scalar(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

function word(text: string): string {
  return /^[^\s"',]+$/.test(text) ? text : `"${text.replaceAll('"', "'")}"`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
