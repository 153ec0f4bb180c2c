import { didYouMean } from '#diagnostics';
import { stretch } from '../looks/lines.ts';
import { isSkinparam, skinparamsLike, skinparamsOf } from '../looks/skinparams.ts';
import { rewording } from '../places.ts';
import type { Rule } from '../rule.ts';

export const unknownSkinparam: Rule = {
  name: 'unknown-skinparam',
  severity: 'warning',
  summary: 'A `skinparam` is set that PlantUML does not know.',
  why: `PlantUML reads over a setting that it does not know, without a word: the drawing keeps the look that was to be
changed. Most often a letter is wrong. Names are compared as PlantUML compares them, without case, dots and stereotypes;
what variables make of a name is left alone.`,
  bad: [
    {
      path: 'a.puml',
      text: '@startuml\nskinparam <|backgroundColour|> white\nskinparam component {\n  <|BorderColr|> red\n  FontSize 12\n}\n[A] --> [B]\n@enduml\n',
      fixed:
        '@startuml\nskinparam backgroundColor white\nskinparam component {\n  BorderColr red\n  FontSize 12\n}\n[A] --> [B]\n@enduml\n',
    },
  ],
  good: [
    {
      path: 'a.puml',
      text: '@startuml\nskinparam backgroundColor white\nskinparam Component.Border<<x>>Color red\nskinparam sequence {\n  ArrowThickness 2\n  ParticipantBorderColor red\n}\nskinparam $name red\nA -> B : ask\n@enduml\n',
    },
  ],
  checkDrawing(drawing, tell) {
    let suggestions = 0;
    for (const { name, written, nameAt, line } of skinparamsOf(drawing)) {
      if (isSkinparam(name)) continue;
      // There are thousands of names; who has more of them wrong has another problem than a letter.
      const meant = suggestions++ >= MOST_SUGGESTIONS ? undefined : didYouMean(name, skinparamsLike(name));
      const range = stretch(line, nameAt, written.length);
      // PlantUML spells it the American way; nothing else can have been meant.
      const american = written.replace(/colour/gi, (word) => word.replace(/u(?=r$)/i, ''));
      const isSpelling = american !== written && isSkinparam(name.replace(/colour/gi, 'color'));
      tell({
        range,
        message: `there is no skinparam "${name}"`,
        help: meant ? `did you mean "${meant}"?` : 'look it up in the language reference, or take the line out',
        ...(isSpelling && { fix: rewording(range, american, { safe: true }) }),
      });
    }
  },
};

const MOST_SUGGESTIONS = 20;
