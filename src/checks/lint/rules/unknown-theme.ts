import { didYouMean } from '#diagnostics';
import { drawnLines, stretch } from '../looks/lines.ts';
import { mermaidThemes, plantumlThemes } from '../looks/themes.ts';
import { rewording } from '../places.ts';
import type { LintedDrawing, Rule } from '../rule.ts';

export const unknownTheme: Rule = {
  name: 'unknown-theme',
  severity: 'warning',
  summary: 'A theme is set that does not exist.',
  why: `PlantUML draws an error message instead of the drawing where \`!theme\` names a theme that it does not bring; Mermaid
draws with another one and says nothing. Themes that PlantUML loads \`from\` somewhere are left alone.`,
  bad: [
    {
      path: 'a.puml',
      text: '@startuml\n!theme <|sketchi|>\nA -> B : ask\n@enduml\n',
      fixed: '@startuml\n!theme sketchy\nA -> B : ask\n@enduml\n',
    },
    {
      path: 'b.mmd',
      text: "%%{init: {'theme': '<|drak|>'}}%%\nsequenceDiagram\n  A->>B: ask\n",
      fixed: "%%{init: {'theme': 'dark'}}%%\nsequenceDiagram\n  A->>B: ask\n",
    },
    { path: 'c.mmd', text: '---\nconfig:\n  theme: <|woods|>\n---\nflowchart TD\n  A --> B\n' },
  ],
  good: [
    { path: 'a.puml', text: '@startuml\n!theme sketchy\nA -> B : ask\n@enduml\n' },
    { path: 'b.puml', text: '@startuml\n!theme own from ./themes\n!theme $name\nA -> B : ask\n@enduml\n' },
    { path: 'c.mmd', text: "%%{init: {'theme': 'dark'}}%%\nsequenceDiagram\n  A->>B: theme: own\n" },
  ],
  checkDrawing(drawing, tell) {
    const themes = drawing.language === 'plantuml' ? plantumlThemes : mermaidThemes;
    for (const { name, line, at } of themesOf(drawing)) {
      if (themes.includes(name)) continue;
      const meant = didYouMean(name, themes);
      const own = drawing.language === 'plantuml' ? 'a theme of your own is loaded by `!theme name from folder`' : '';
      const range = stretch(line, at, name.length);
      tell({
        range,
        message: `there is no theme "${name}"`,
        help: meant ? `did you mean "${meant}"?` : own || `there are ${themes.slice(0, 5).join(', ')}`,
        ...(meant && { fix: rewording(range, meant) }),
      });
    }
  },
};

function* themesOf(drawing: LintedDrawing) {
  let isFront = false;
  for (const line of drawnLines(drawing)) {
    if (drawing.language === 'mermaid' && /^[\s>]*---\s*$/.test(line.text)) {
      isFront = !isFront && line.number <= drawing.range.start.line + 1;
      continue;
    }
    const pattern =
      drawing.language === 'plantuml'
        ? /^[\s>]*!theme\s+([\w-]+)\s*$/
        : isFront
          ? /^[\s>]*theme\s*:\s*["']?([\w-]+)["']?\s*$/
          : /^[\s>]*%%\{.*["']?\btheme["']?\s*:\s*["']([\w-]+)["']/;
    const match = pattern.exec(line.text);
    if (match) yield { name: match[1]!, line, at: match[0].lastIndexOf(match[1]!) };
  }
}
