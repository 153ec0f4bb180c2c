import { colourNames, plantumlColourNames } from '#model';

/**
 * The first part of a colour that names none: `#red`, `#00FF00`, two with a sign between them for a gradient, or a row
 * of them, each for a part of the shape (`#back:red;line:blue`). Undefined where all are colours.
 */
export function unknownColour(image: string): string | undefined {
  return image
    .replace(/^#/, '')
    .split(';')
    .map((part) => part.replace(/^(?:text|back|header|line|shadowing)(?:[:.]|$)/i, ''))
    .filter((part) => !/^(?:dashed|dotted|bold|true|false)?$/i.test(part))
    .flatMap((part) => part.split(/[-\\|/]/))
    .find((colour) => !isColour(colour));
}

function isColour(name: string): boolean {
  const known = name.toLowerCase();
  return (
    /^(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(known) || colourNames.has(known) || plantumlColourNames.has(known)
  );
}
