/** Operation and table names read off a query's text, for instrumentations that report nothing but the text. */

export interface SqlFacts {
  /** The first statement's verb in upper case (`INSERT`, `BEGIN`); absent where the text is no SQL. */
  readonly operation: string | undefined;
  /** Tables as written, without quotes and schema, each once, in the order they are named. */
  readonly tables: readonly string[];
}

const statementVerbs = new Set(
  (
    'SELECT INSERT UPDATE DELETE MERGE REPLACE UPSERT TRUNCATE CREATE ALTER DROP COPY LOCK CALL EXEC EXECUTE ' +
    'BEGIN START COMMIT END ROLLBACK ABORT SAVEPOINT RELEASE SET SHOW USE EXPLAIN ANALYZE VACUUM VALUES WITH ' +
    'PREPARE DECLARE FETCH LISTEN NOTIFY UNLISTEN GRANT REVOKE REFRESH'
  ).split(' '),
);

/** Functions whose arguments contain a FROM that names no table (SQL:2016 6.28–6.30). */
const functionsWithFrom = new Set(['EXTRACT', 'SUBSTRING', 'TRIM', 'OVERLAY', 'POSITION']);

/** Words between a verb and the table it is about. */
const fillers = new Set(
  (
    'INTO FROM TABLE ONLY IF NOT EXISTS IGNORE LOW_PRIORITY HIGH_PRIORITY DELAYED QUICK OVERWRITE TEMP TEMPORARY ' +
    'UNLOGGED GLOBAL LOCAL OR CONCURRENTLY LATERAL TABLES ALL'
  ).split(' '),
);

/** Words that can follow FROM or JOIN only where a table name is over or missing. */
const notTables = new Set(['SELECT', 'WHERE', 'VALUES', 'SET', 'ON', 'UNNEST', 'DUAL', 'STDIN', 'STDOUT', 'PROGRAM']);

interface Token {
  readonly kind: 'word' | 'quoted' | 'mark';
  readonly text: string;
  /** Upper case for words; the text itself otherwise. */
  readonly upper: string;
}

/** Reads what it understands of any text; never throws. Dialects: PostgreSQL, MySQL, SQL Server, SQLite, Oracle. */
export function sqlFacts(query: string): SqlFacts {
  const known = readQueries.get(query);
  if (known) return known;
  const facts = new StatementReader(tokens(query)).read();
  if (readQueries.size >= MOST_QUERIES) readQueries.clear();
  if (query.length <= LONGEST_KEPT) readQueries.set(query, facts);
  return facts;
}

/** Services send the same few statements over and over; instrumentations leave the values out. */
const readQueries = new Map<string, SqlFacts>();
const MOST_QUERIES = 1000;
const LONGEST_KEPT = 2000;

const tokenPattern =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^'\\]|''|\\[\s\S])*(?:'|$)|\$\$[\s\S]*?(?:\$\$|$)|"((?:[^"]|"")*)(?:"|$)|`([^`]*)(?:`|$)|\[([A-Za-z_][^\]\n]*)\]|([\p{L}_@][\p{L}\p{N}_$@#]*)|([(),.;=*])|\S/gu;

function tokens(query: string): Token[] {
  const found: Token[] = [];
  // Real queries of 100 kB are value lists; the names are in front.
  for (const match of query.slice(0, 20_000).matchAll(tokenPattern)) {
    const [, doubleQuoted, backticked, bracketed, word, mark] = match;
    const quoted = doubleQuoted ?? backticked ?? bracketed;
    if (quoted !== undefined) found.push({ kind: 'quoted', text: quoted.replaceAll('""', '"'), upper: quoted });
    else if (word !== undefined) found.push({ kind: 'word', text: word, upper: word.toUpperCase() });
    else if (mark !== undefined) found.push({ kind: 'mark', text: mark, upper: mark });
    else if (match[0].startsWith("'")) found.push({ kind: 'mark', text: "'", upper: "'" });
  }
  return found;
}

class StatementReader {
  readonly #tokens: readonly Token[];
  readonly #tables: string[] = [];
  readonly #aliases = new Set<string>();
  #operation: string | undefined;
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  read(): SqlFacts {
    while (this.#peek() === '(') this.#at++;
    const first = this.#tokens[this.#at];
    if (first?.kind !== 'word' || !statementVerbs.has(first.upper)) return { operation: undefined, tables: [] };
    // Of each open bracket what came before it, to know a function's FROM from a table's, and the list it is in.
    const brackets: { readonly before: string; readonly inFrom: boolean }[] = [];
    let statementStart = true;
    let inFrom = false;
    for (; this.#at < this.#tokens.length; this.#at++) {
      const token = this.#tokens[this.#at] as Token;
      if (token.upper === '(' && token.kind === 'mark') {
        brackets.push({ before: this.#peek(-1) ?? '', inFrom });
        statementStart = true;
        inFrom = false;
        continue;
      }
      if (token.upper === ')' && token.kind === 'mark') {
        statementStart = false;
        inFrom = brackets.pop()?.inFrom ?? false;
        continue;
      }
      if (token.upper === ';' && token.kind === 'mark') {
        statementStart = true;
        inFrom = false;
        continue;
      }
      if (token.kind === 'word') {
        const depth = brackets.length;
        const mayStart = statementStart || this.#afterCommonTable(depth);
        if (mayStart && statementVerbs.has(token.upper)) this.#statement(token.upper, depth);
        else if (token.upper === 'FROM' || token.upper === 'USING') {
          inFrom = this.#namesTables(brackets.at(-1)?.before ?? '');
          if (inFrom) this.#table();
        } else if (token.upper === 'JOIN') this.#table();
        else if (token.upper === 'AS' && this.#peek(1) === '(' && this.#peek(-1)) this.#commonTable();
        else if (clauseWords.has(token.upper)) inFrom = false;
      } else if (token.upper === ',' && inFrom) this.#table();
      statementStart = false;
    }
    const tables = this.#tables.filter((table) => !this.#aliases.has(table.toUpperCase()));
    return { operation: this.#operation, tables: [...new Set(tables)] };
  }

  #peek(offset = 0): string | undefined {
    return this.#tokens[this.#at + offset]?.upper;
  }

  /** A verb that follows the closing bracket of `WITH x AS (…)` begins the main statement. */
  #afterCommonTable(depth: number): boolean {
    return depth === 0 && this.#operation === 'WITH' && this.#peek(-1) === ')';
  }

  #statement(verb: string, depth: number): void {
    if (depth === 0 && (this.#operation === undefined || this.#operation === 'WITH')) {
      this.#operation = verb === 'START' ? 'BEGIN' : verb;
    }
    if (verb === 'CREATE' || verb === 'ALTER' || verb === 'DROP') {
      // CREATE TABLE, not CREATE INDEX … ON; the table of an index is no message's business.
      for (let ahead = 1; ahead <= 4; ahead++) {
        if (this.#peek(ahead) === 'TABLE') {
          this.#at += ahead;
          this.#table();
          return;
        }
      }
      return;
    }
    if (verb === 'INSERT' || verb === 'UPDATE' || verb === 'MERGE' || verb === 'REPLACE' || verb === 'UPSERT') {
      this.#table();
    } else if (verb === 'TRUNCATE' || verb === 'COPY' || verb === 'LOCK') this.#table();
  }

  /** `WITH totals AS (…)`: a name of the query's own, no table. */
  #commonTable(): void {
    if (this.#operation !== 'WITH') return;
    const name = this.#tokens[this.#at - 1];
    if (name) this.#aliases.add(name.text.toUpperCase());
  }

  #namesTables(bracket: string): boolean {
    if (functionsWithFrom.has(bracket)) return false;
    const before = this.#peek(-1);
    // `a IS [NOT] DISTINCT FROM b`
    return !(before === 'DISTINCT' && (this.#peek(-2) === 'IS' || this.#peek(-2) === 'NOT'));
  }

  /** Takes the (qualified) name that follows; leaves everything else to be read as usual. */
  #table(): void {
    let at = this.#at + 1;
    while (this.#tokens[at]?.kind === 'word' && fillers.has((this.#tokens[at] as Token).upper)) at++;
    let name = this.#tokens[at];
    if (!name || name.kind === 'mark' || (name.kind === 'word' && notTables.has(name.upper))) return;
    while (this.#tokens[at + 1]?.text === '.' && this.#tokens[at + 2] && this.#tokens[at + 2]?.kind !== 'mark') {
      at += 2;
      name = this.#tokens[at] as Token;
    }
    const isFrom = ['FROM', 'JOIN', 'USING', ','].includes(this.#peek() ?? '');
    // `FROM generate_series(…)` is a function, `INSERT INTO users(email)` is a table.
    if (!(isFrom && this.#tokens[at + 1]?.text === '(' && name.kind === 'word')) this.#tables.push(name.text);
    this.#at = at;
  }
}

/** Where the list after FROM is over. */
const clauseWords = new Set(
  'WHERE GROUP ORDER HAVING LIMIT OFFSET RETURNING SET VALUES UNION INTERSECT EXCEPT WINDOW FOR ON FETCH'.split(' '),
);
