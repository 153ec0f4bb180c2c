import { isDiagram, isLocal, wordsOf } from '../pictures.ts';
import type { LintedPicture, Rule } from '../rule.ts';

export const pictureMisnamed: Rule = {
  name: 'picture-misnamed',
  severity: 'warning',
  summary: 'A picture of a diagram is named after something else than the heading it stands under.',
  why: `Where the name of the file has no word in common with the heading or with its own text, the wrong picture is shown, or
a name was copied. Only pictures that say they are diagrams are told. Where most
names of a document do not fit, one word in common does not make a name fit either.`,
  bad: [
    { path: 'a.md', text: '## Password reset\n\n<|![Password reset](diagrams/3-load-balancing.png)|>\n' },
    {
      path: 'b.md',
      text: `## Log in
<|![Log in](diagrams/1-load-balancing.png)|>
## Sign up
<|![Sign up](diagrams/2-two-regions.png)|>
## Checkout
<|![Checkout](diagrams/3-cold-start.png)|>
## Database backup
<|![Database backup](diagrams/4-add-database-shards.png)|>
## Refund
![Refund](diagrams/5-refund.png)
`,
    },
  ],
  good: [
    { path: 'a.md', text: '## Password reset\n\n![The flow](diagrams/3-password-reset.png)\n' },
    { path: 'b.md', text: '## Password reset\n\n![Flow](diagrams/fig-03.png)\n' },
    { path: 'c.md', text: '## Overview\n\n![Load balancing](diagrams/load-balancer.png)\n' },
  ],
  checkDocument({ pictures }, tell) {
    const named = pictures.flatMap((picture) => namesOf(picture) ?? []);
    const strangers = named.filter(({ shared }) => shared === 0);
    // Where most names do not fit, a single word in common is chance, and does not make one of them fit.
    const isAstray = strangers.length >= 3 && strangers.length * 2 > named.length;
    for (const { range, heading, file, shared, said } of named) {
      if (shared > 0 && !(isAstray && shared * 2 < Math.max(file.length, said.size))) continue;
      tell({
        range,
        message: `the picture is called after "${file.join(' ')}", and stands under "${heading}"`,
        help: 'show the picture that belongs here, or give it the name of what it shows',
      });
    }
  },
};

/** What a picture of a diagram is called, and how many of those words its surroundings have as well. */
function namesOf({ url, alt, heading, range }: LintedPicture) {
  if (!isLocal(url) || !isDiagram(url, alt) || heading === undefined) return undefined;
  const last = url
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '');
  const file = wordsOf(last);
  const said = new Set([...wordsOf(heading), ...wordsOf(alt)]);
  // A number or a single vague word is no name.
  if (file.length === 0 || said.size === 0) return undefined;
  const shared = file.filter((word) =>
    [...said].some((other) => word.startsWith(other.slice(0, 5)) || other.startsWith(word.slice(0, 5))),
  ).length;
  return { range, heading, file, said, shared };
}
