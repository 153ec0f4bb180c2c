import type { Rule } from '../rule.ts';

export const privateAddress: Rule = {
  name: 'private-address',
  severity: 'note',
  summary: 'An address of a private network, or a mail address, stands in a drawing.',
  why: `An address of an inner network tells outsiders how it is built, and is out of date with the next move; a person's mail
address does not belong into a drawing either. Names of services say more. Addresses that are kept for examples
(\`192.0.2.1\`, \`example.com\`), the machine itself and whole networks (\`10.0.0.0/8\`) are not told.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  A->>B: GET http://<|10.20.3.41|>:8080/users\n  Note over A: ask <|jane.doe@acme-corp.com|>\n',
    },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  A->>B: GET http://127.0.0.1:8080/users\n  A->>B: version 10.2.0.1beta\n  A->>B: 10.0.0.0/8\n  A->>B: mail jane@example.com\n  A->>B: 192.0.2.7\n',
    },
  ],
  checkDrawing({ source, range }, tell) {
    for (let line = range.start.line; line <= range.end.line; line++) {
      const text = source.line(line);
      if (text.length > LONGEST_LINE) continue;
      const say = (column: number, length: number, message: string): void =>
        tell({
          range: { start: { line, column }, end: { line, column: column + length } },
          message,
          help: 'write the name of the service or the role instead',
        });
      for (const { index, 0: address } of text.matchAll(addresses))
        say(index + 1, address.length, `${address} is an address of a private network`);
      for (const { index, 0: address } of text.matchAll(mail)) {
        if (!/@(?:[\w-]+\.)*(?:example|test|invalid|localhost|contoso|fabrikam)(?:\.\w+)?$/i.test(address))
          say(index + 1, address.length, `${address} is somebody's mail address`);
      }
    }
  },
};

const LONGEST_LINE = 5000;

/** RFC 1918; hosts, not networks and not parts of longer numbers. */
const addresses =
  /(?<![\w.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?![\w./]|-\w)/g;
const mail = /\b[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}(?:com|org|net|io|de|eu|dev|co|uk|fr|ch|at)\b/gi;
