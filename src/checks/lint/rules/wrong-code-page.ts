import { brokenStretches } from '../code-page.ts';
import type { Rule } from '../rule.ts';

export const wrongCodePage: Rule = {
  name: 'wrong-code-page',
  severity: 'warning',
  summary: 'Text was decoded with the wrong code page.',
  why: `Emoji, accents and typographic quotes come out as strings like \`â€™\` or \`Ã¼\` where a program took UTF-8 for
Windows-1252 and saved the result. What was meant can mostly be recovered, and the fix writes it.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  Kunde->>Büro: Gr<|Ã¼ÃŸ|>e, <|ðŸš€|> los, <|ğŸ“±|>\n',
      fixed: 'sequenceDiagram\n  Kunde->>Büro: Grüße, 🚀 los, 📱\n',
    },
    {
      path: 'b.puml',
      text: '@startuml\nA -> B : it<|â€™|>s done\n@enduml\n',
      fixed: '@startuml\nA -> B : it’s done\n@enduml\n',
    },
  ],
  good: [{ path: 'a.mmd', text: 'sequenceDiagram\n  Kunde->>Büro: Grüße, 🚀 los – São Paulo, ÂNGELA, Ã\n' }],
  checkDocument({ source }, tell) {
    for (const { start, end, meant } of brokenStretches(source.text)) {
      const range = source.range(start, end);
      tell({
        range,
        message:
          meant === undefined
            ? 'this text was decoded with the wrong code page'
            : `this text was decoded with the wrong code page: it was "${meant}"`,
        help:
          meant === undefined
            ? 'what it was cannot be recovered; write it anew, and save the file as UTF-8'
            : 'save the file as UTF-8 with the text that was meant',
        ...(meant !== undefined && {
          fix: { description: `write "${meant}"`, edits: [{ range, text: meant }], safe: true },
        }),
      });
    }
  },
};
