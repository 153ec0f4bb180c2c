import { didYouMean } from '#diagnostics';
import { colourNames, plantumlColourNames } from '#model';
import { type DrawnLine, drawnLines, stretch } from '../looks/lines.ts';
import { skinparamsOf } from '../looks/skinparams.ts';
import { rewording } from '../places.ts';
import type { LintedDrawing, Rule } from '../rule.ts';

export const unknownColour: Rule = {
  name: 'unknown-colour',
  severity: 'warning',
  summary: 'A colour is set that neither CSS nor the tool knows.',
  why: `A browser leaves out a style that it does not understand, and PlantUML takes black or the default: what was to stand out
does not. Told are colours of \`style\`, \`classDef\`, \`linkStyle\` and \`rect\` in Mermaid, of \`skinparam\`, of elements and of
\`<color:…>\` in PlantUML. Where PlantUML refuses the drawing for it, the parser tells it as an error.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'flowchart TD\n  A --> B\n  style A fill:<|#ff|>,stroke:<|gren|>,stroke-width:2px\n  classDef hot color:<|rgb(1,2)|>\n  class B hot\n',
    },
    {
      path: 'b.puml',
      text: '@startuml\nskinparam componentBackgroundColor <|LightBlu|>\ncomponent A #<|yelow|>\nA --> [B] : <color:<|ornage|>>hot\n@enduml\n',
      fixed:
        '@startuml\nskinparam componentBackgroundColor lightblue\ncomponent A #yellow\nA --> [B] : <color:orange>hot\n@enduml\n',
    },
    { path: 'c.mmd', text: 'sequenceDiagram\n  rect <|rbg(1,2,3)|>\n    A->>B: ask\n  end\n' },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'flowchart TD\n  A --> B\n  style A fill:#ff0,stroke:Green,color:rgba(1,2,3,0.5)\n  classDef hot fill:none,stroke:currentColor,stroke-dasharray:5 5\n  class B hot\n',
    },
    {
      path: 'b.puml',
      text: '@startuml\nskinparam BackgroundColor #FFF/LightBlue\nskinparam arrowColor $main\ncomponent A #red;line:blue\nA --> [B] : <color:#aaa>hot #5\n@enduml\n',
    },
    { path: 'c.mmd', text: 'sequenceDiagram\n  rect rgb(1, 2, 3)\n    A->>B: ask\n  end\n' },
  ],
  checkDrawing(drawing, tell) {
    for (const { line, at, written, names } of coloursOf(drawing)) {
      const wrong = names.find((name) => !isColour(name.trim(), drawing.language));
      if (wrong === undefined) continue;
      const meant = /^[a-z]{4,}$/i.test(wrong) ? didYouMean(wrong, colourNames) : undefined;
      const range = stretch(line, at + Math.max(0, written.indexOf(wrong)), wrong.length);
      tell({
        range,
        message: `"${wrong}" is no colour`,
        help: meant ? `did you mean "${meant}"?` : 'write a name of CSS, or three or six hexadecimal digits: `#ADD8E6`',
        ...(meant && { fix: rewording(range, meant) }),
      });
    }
  },
};

interface WrittenColour {
  readonly line: DrawnLine;
  readonly at: number;
  readonly written: string;
  /** Several in a gradient. */
  readonly names: readonly string[];
}

function coloursOf(drawing: LintedDrawing): WrittenColour[] {
  const lines = drawnLines(drawing);
  return drawing.language === 'mermaid'
    ? lines.flatMap(ofMermaid)
    : [...ofSkinparams(drawing), ...lines.flatMap(ofPlantuml)];
}

function ofMermaid(line: DrawnLine): WrittenColour[] {
  const rect = /^([\s>]*rect\s+)(\S.*?)\s*$/.exec(line.text);
  if (rect) return [{ line, at: rect[1]!.length, written: rect[2]!, names: [rect[2]!] }];
  if (!/^[\s>]*(?:style|classDef|linkStyle)\s/.test(line.text)) return [];
  // Commas part the styles, but not those inside of brackets.
  const values = /(?<![\w-])((?:fill|stroke|color|background|background-color)\s*:\s*)((?:[^,;()]|\([^()]*\))+)/g;
  return [...line.text.matchAll(values)].map(({ index, 1: name, 2: value }) => {
    const written = value!.replace(/!important/, '').trim();
    return { line, at: index + name!.length, written, names: [written] };
  });
}

function ofSkinparams(drawing: LintedDrawing): WrittenColour[] {
  return skinparamsOf(drawing).flatMap(({ name, value, valueAt, line }) =>
    /color$/i.test(name) && /^#?\w+(?:[-\\|/]#?\w+)?$/.test(value)
      ? [{ line, at: valueAt, written: value, names: value.split(/[-\\|/]/) }]
      : [],
  );
}

/** At the end of a line that declares something, and in the text. */
function ofPlantuml(line: DrawnLine): WrittenColour[] {
  const element =
    /^[\s>]*(?:component|node|database|package|rectangle|cloud|folder|frame|state|usecase|queue|storage|card|agent|artifact|interface|stack|file|hexagon)\s[^#:]*\s#(\w+)\s*\{?\s*$/i.exec(
      line.text,
    );
  const inText = [...line.text.matchAll(/<(?:color|back)[:\s]\s?(#?\w+)>/gi)];
  return [...(element ? [element] : []), ...inText].map((match) => {
    const written = match[1]!;
    const at = match.index + match[0].lastIndexOf(written);
    return { line, at, written, names: [written] };
  });
}

function isColour(written: string, language: LintedDrawing['language']): boolean {
  const name = written.toLowerCase();
  if (language === 'plantuml') {
    const bare = name.replace(/^#/, '');
    // `COLOR_OF_X` is a name that `!define` gives.
    if (bare.includes('_') || bare === 'none') return true;
    return (
      /^(?:[0-9a-f]{1}|[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(bare) ||
      colourNames.has(bare) ||
      plantumlColourNames.has(bare)
    );
  }
  if (/^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(name) || colourNames.has(name)) return true;
  if (/^(?:none|currentcolor|inherit|initial|unset|revert|context-fill|context-stroke)$/.test(name)) return true;
  // How many figures a function takes: three, and one for how much shows through.
  const call = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(name);
  if (call) return /^(?:[^,]+,){2,3}[^,]+$|^[^,\s]+\s+[^,\s]+\s+[^,\s]+/.test(call[2]!.trim());
  return /^(?:var|url|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|linear-gradient|radial-gradient)\(/.test(name);
}
