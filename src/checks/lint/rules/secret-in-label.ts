import type { Rule } from '../rule.ts';

export const secretInLabel: Rule = {
  name: 'secret-in-label',
  severity: 'error',
  summary: 'A password, key or token stands in a drawing.',
  why: `Drawings are copied from real requests, and what was secret in them ends up in a repository, in wikis and on slides.
Take it out and change it: who could read the repository could use it. Placeholders (\`<token>\`, \`***\`, \`{password}\`) are
not told.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  A->>B: <|AKIAQ3EGRT5XJ7MZPL2W|>\n  A->>B: Authorization: Bearer <|eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl|>\n',
    },
    { path: 'b.puml', text: '@startuml\nA -> B : connect postgres://app:<|s3cr3tW0rd|>@db:5432/shop\n@enduml\n' },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  A->>B: Authorization: Bearer <token>\n  A->>B: postgres://app:***@db/shop\n  A->>B: password=changeme\n  A->>B: token = {token}\n  A->>B: eyJhbGciOi...\n',
    },
  ],
  checkDrawing({ source, range }, tell) {
    for (let line = range.start.line; line <= range.end.line; line++) {
      const text = source.line(line);
      if (text.length > LONGEST_LINE) continue;
      for (const { pattern, what } of secrets) {
        for (const match of text.matchAll(pattern)) {
          const secret = match[1] ?? match[0];
          if (isPlaceholder(secret)) continue;
          const column = match.index + match[0].lastIndexOf(secret) + 1;
          tell({
            range: { start: { line, column }, end: { line, column: column + secret.length } },
            message: `this looks like ${what}`,
            help: 'put a placeholder in its stead, and change the secret, for others may have read it',
          });
        }
      }
    }
  },
};

/** Pictures and data may stand on one line; no person writes a secret there. */
const LONGEST_LINE = 5000;

/** Shapes that are published by those who issue them, so that hardly anything else looks like them. */
const secrets: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g, what: 'an access key of AWS' },
  { pattern: /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g, what: 'a token of GitHub' },
  { pattern: /\bglpat-[\w-]{20,}/g, what: 'a token of GitLab' },
  { pattern: /\bxox[abprs]-[\w-]{10,}/g, what: 'a token of Slack' },
  { pattern: /\bsk_live_[A-Za-z0-9]{16,}\b/g, what: 'a secret key of Stripe' },
  { pattern: /\bAIza[\w-]{35}\b/g, what: 'an API key of Google' },
  { pattern: /\bnpm_[A-Za-z0-9]{36}\b/g, what: 'a token of npm' },
  { pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g, what: 'a signed token (JWT)' },
  { pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/g, what: 'a private key' },
  { pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,64}:([^\s:/@]{4,128})@[\w.-]+/gi, what: 'a password' },
];

function isPlaceholder(text: string): boolean {
  return (
    /[<>{}*$%…]|\.{3}/.test(text) ||
    /^(?:x+|pass(?:word|wd)?|secret|changeme|token|example|user|pwd|guest|admin|test|postgres|root)\d*$/i.test(text) ||
    /EXAMPLE/.test(text)
  );
}
