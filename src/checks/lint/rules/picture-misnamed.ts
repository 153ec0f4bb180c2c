import { isDiagram, isLocal, wordsOf } from '../pictures.ts';
import type { Rule } from '../rule.ts';

export const pictureMisnamed: Rule = {
  name: 'picture-misnamed',
  severity: 'warning',
  summary: 'A picture of a diagram is named after something else than the heading it stands under.',
  why: `Where the name of the file has no word in common with the heading or with its own text, the wrong picture is shown, or
a name was copied. Only pictures that say they are diagrams are told.`,
  bad: [{ path: 'a.md', text: '## Password reset\n\n<|![Password reset](diagrams/3-load-balancing.png)|>\n' }],
  good: [
    { path: 'a.md', text: '## Password reset\n\n![The flow](diagrams/3-password-reset.png)\n' },
    { path: 'b.md', text: '## Password reset\n\n![Flow](diagrams/fig-03.png)\n' },
    { path: 'c.md', text: '## Overview\n\n![Load balancing](diagrams/load-balancer.png)\n' },
  ],
  checkDocument({ pictures }, tell) {
    for (const { url, alt, heading, range } of pictures) {
      if (!isLocal(url) || !isDiagram(url, alt) || heading === undefined) continue;
      const file = wordsOf(
        url
          .split('/')
          .at(-1)!
          .replace(/\.\w+$/, ''),
      );
      const said = [...wordsOf(heading), ...wordsOf(alt)];
      // A number or a single vague word is no name.
      if (file.length === 0 || said.length === 0) continue;
      const isShared = file.some((word) =>
        said.some((other) => word.startsWith(other.slice(0, 5)) || other.startsWith(word.slice(0, 5))),
      );
      if (isShared) continue;
      tell({
        range,
        message: `the picture is called after "${file.join(' ')}", and stands under "${heading}"`,
        help: 'show the picture that belongs here, or give it the name of what it shows',
      });
    }
  },
};
