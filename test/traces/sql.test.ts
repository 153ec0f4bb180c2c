import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqlFacts } from '../../src/traces/index.ts';

test.each<[query: string, operation: string | undefined, ...tables: string[]]>([
  ['INSERT INTO users(email) VALUES ($1) RETURNING id', 'INSERT', 'users'],
  ['insert into "Users" ("Email") values (?)', 'INSERT', 'Users'],
  ['INSERT IGNORE INTO `shop`.`orders` VALUES (1)', 'INSERT', 'orders'],
  ['INSERT INTO events SELECT * FROM staging', 'INSERT', 'events', 'staging'],
  ["INSERT INTO t (a) VALUES ('x FROM y') ON CONFLICT (a) DO UPDATE SET a = 1", 'INSERT', 't'],
  ['REPLACE INTO carts VALUES (1)', 'REPLACE', 'carts'],
  ['UPDATE accounts SET balance = 1 WHERE id = 2', 'UPDATE', 'accounts'],
  ['UPDATE ONLY public.accounts AS a SET x = b.x FROM balances b', 'UPDATE', 'accounts', 'balances'],
  ['DELETE FROM [dbo].[Sessions] WHERE id = @p', 'DELETE', 'Sessions'],
  ['SELECT id, email FROM users WHERE id = $1', 'SELECT', 'users'],
  ['select * from a, b as bb, "c d" where 1=1', 'SELECT', 'a', 'b', 'c d'],
  ['SELECT * FROM a JOIN b ON a.id = b.id LEFT JOIN s.c USING (id)', 'SELECT', 'a', 'b', 'c'],
  ['SELECT x FROM (SELECT y FROM inner_t) AS q, outer_t', 'SELECT', 'inner_t', 'outer_t'],
  ['SELECT EXTRACT(year FROM created) FROM orders', 'SELECT', 'orders'],
  ['SELECT 1 FROM a WHERE x IS DISTINCT FROM y', 'SELECT', 'a'],
  ['SELECT * FROM generate_series(1, 10)', 'SELECT'],
  ['SELECT * FROM a WHERE id IN (SELECT a_id FROM b) FOR UPDATE', 'SELECT', 'a', 'b'],
  ['SELECT now()', 'SELECT'],
  ['WITH t AS (SELECT * FROM raw) SELECT * FROM t JOIN u ON true', 'SELECT', 'raw', 'u'],
  ['WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone', 'INSERT', 'a', 'b'],
  ['-- who\n/* what */ SELECT 1 FROM a', 'SELECT', 'a'],
  ['MERGE INTO target USING source ON true', 'MERGE', 'target', 'source'],
  ['TRUNCATE TABLE logs', 'TRUNCATE', 'logs'],
  ['CREATE TABLE IF NOT EXISTS users (id int)', 'CREATE', 'users'],
  ['CREATE INDEX i ON users (id)', 'CREATE'],
  ['DROP TABLE a', 'DROP', 'a'],
  ['COPY items FROM STDIN', 'COPY', 'items'],
  ['BEGIN', 'BEGIN'],
  ['BEGIN TRANSACTION', 'BEGIN'],
  ['START TRANSACTION;', 'BEGIN'],
  ['COMMIT', 'COMMIT'],
  ['ROLLBACK', 'ROLLBACK'],
  ['(SELECT 1 FROM a) UNION (SELECT 2 FROM b)', 'SELECT', 'a', 'b'],
  ['BEGIN; INSERT INTO a VALUES (1); UPDATE b SET x = 1', 'BEGIN', 'a', 'b'],
  ['SELECT * FROM', 'SELECT'],
  ["SELECT 'unclosed FROM x", 'SELECT'],
  ['get user:someone@example.org', undefined],
  ['{"find":"users"}', undefined],
  ['', undefined],
])('%s', (query, operation, ...tables) => {
  expect(sqlFacts(query)).toEqual({ operation, tables });
});

test('any text is answered', () => {
  const words = fc.constantFrom(
    'SELECT',
    'FROM',
    'WITH',
    'AS',
    '(',
    ')',
    ',',
    '"',
    "'",
    '`',
    ';',
    'a',
    'JOIN',
    '\\',
    '$$',
    '/*',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((each) => each.join(' ')),
      ),
      (query) => {
        expect(sqlFacts(query).tables).toBeInstanceOf(Array);
      },
    ),
  );
});
