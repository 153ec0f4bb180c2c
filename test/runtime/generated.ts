import fc from 'fast-check';

/** Systems at random, drawn in PlantUML with every operator: what a shrunk counterexample shows is a drawing. */
export interface Generated {
  readonly text: string;
  /** Chooses among runs and faults. */
  readonly seed: number;
}

const services = ['gateway', 'orders', 'stock'] as const;

type Statement =
  | {
      readonly is: 'call';
      readonly to: number;
      readonly inner: Body;
      readonly status: string | null;
      readonly name: Name;
    }
  | { readonly is: 'query'; readonly answered: boolean; readonly name: Name }
  | { readonly is: 'publish'; readonly to: readonly number[]; readonly inner: Body; readonly name: Name }
  | { readonly is: 'work'; readonly name: Name }
  | { readonly is: 'elsewhere'; readonly by: number; readonly inner: Body }
  | { readonly is: 'frame'; readonly operator: string; readonly operands: readonly Body[] }
  | { readonly is: 'loop'; readonly bounds: string; readonly inner: Body; readonly broken: Body | null };

type Body = readonly Statement[];

/** How far back a name that is used again lies; 0 is a new one. */
type Name = number;

const name: fc.Arbitrary<Name> = fc.oneof(
  { weight: 7, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
);
const who = fc.integer({ min: 0, max: services.length - 1 });

const body: fc.Memo<Body> = fc.memo((depth) => {
  const leaf = fc.oneof(
    fc.record({
      is: fc.constant('call' as const),
      to: who,
      inner: fc.constant([]),
      status: fc.constantFrom('200 OK', '201 Created', null),
      name,
    }),
    fc.record({ is: fc.constant('query' as const), answered: fc.boolean(), name }),
    fc.record({ is: fc.constant('work' as const), name }),
  );
  if (depth <= 1) return fc.array(leaf, { maxLength: 2 });
  const inner = body();
  const statement: fc.Arbitrary<Statement> = fc.oneof(
    { weight: 4, arbitrary: leaf },
    {
      weight: 4,
      arbitrary: fc.record({
        is: fc.constant('call' as const),
        to: who,
        inner,
        status: fc.constantFrom('200 OK', '404 Not Found', 'done', null),
        name,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ is: fc.constant('publish' as const), to: fc.array(who, { maxLength: 2 }), inner, name }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('elsewhere' as const), by: who, inner }) },
    {
      weight: 5,
      arbitrary: fc.record({
        is: fc.constant('frame' as const),
        operator: fc.constantFrom(
          'alt',
          'alt',
          'opt',
          'par',
          'par',
          'critical',
          'group',
          'strict',
          'seq',
          'assert',
          'neg',
        ),
        operands: fc.array(inner, { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        is: fc.constant('loop' as const),
        bounds: fc.constantFrom('', '1..*', '0..1', '2 times', '1..2', '2..3', '0..2'),
        inner,
        broken: fc.option(inner),
      }),
    },
  );
  return fc.array(statement, { minLength: 1, maxLength: 3 });
});

export const generated: fc.Arbitrary<Generated> = fc
  .record({ first: body(3), second: fc.option(body(2), { freq: 3 }), seed: fc.nat({ max: 1_000_000 }) })
  .map(({ first, second, seed }) => ({ text: new Drawing().draw(second ? [first, second] : [first]), seed }));

class Drawing {
  readonly #lines: string[] = [];
  #names = 0;

  draw(flows: readonly Body[]): string {
    this.#lines.push('@startuml', 'actor Client', ...services.map((service) => `participant ${service}`));
    this.#lines.push('database postgres', 'queue rabbitmq');
    for (const flow of flows) {
      const path = `POST /start${this.#name(0)}`;
      this.#lines.push(`Client -> gateway : ${path}`);
      this.#body(flow, 0);
      this.#lines.push('gateway --> Client : 200 OK');
    }
    return `${[...this.#lines, '@enduml'].join('\n')}\n`;
  }

  #name(back: Name): number {
    if (back === 0 || back >= this.#names) return ++this.#names;
    return this.#names - back + 1;
  }

  #body(statements: Body, by: number): void {
    for (const statement of statements) this.#statement(statement, by);
  }

  #statement(statement: Statement, by: number): void {
    const own = services[by]!;
    switch (statement.is) {
      case 'call': {
        const to = statement.to === by ? (by + 1) % services.length : statement.to;
        this.#lines.push(`${own} -> ${services[to]} : GET /m${this.#name(statement.name)}`);
        this.#body(statement.inner, to);
        if (statement.status !== null) this.#lines.push(`${services[to]} --> ${own} : ${statement.status}`);
        return;
      }
      case 'query':
        this.#lines.push(`${own} -> postgres : SELECT t${this.#name(statement.name)}`);
        if (statement.answered) this.#lines.push(`postgres --> ${own} : rows`);
        return;
      case 'publish': {
        const topic = `topic.n${this.#name(statement.name)}`;
        this.#lines.push(`${own} ->> rabbitmq : ${topic}`);
        for (const to of statement.to) {
          this.#lines.push(`rabbitmq ->> ${services[to]} : ${topic}`);
          this.#body(statement.inner, to);
        }
        return;
      }
      case 'work':
        this.#lines.push(`${own} -> ${own} : work ${this.#name(statement.name)}`);
        return;
      case 'elsewhere':
        this.#body(statement.inner, statement.by);
        return;
      case 'frame':
        this.#frame(statement.operator, statement.operands, by);
        return;
      case 'loop':
        this.#lines.push(`loop ${statement.bounds}`.trim());
        this.#body(statement.inner, by);
        if (statement.broken) this.#frame('break', [statement.broken], by);
        this.#lines.push('end');
    }
  }

  #frame(operator: string, operands: readonly Body[], by: number): void {
    const several = ['alt', 'par', 'strict', 'seq'].includes(operator);
    const plain = ['strict', 'seq', 'assert', 'neg'].includes(operator);
    this.#lines.push(plain ? `group ${operator}` : operator);
    operands.slice(0, several ? 3 : 1).forEach((operand, index) => {
      if (index > 0) this.#lines.push('else');
      this.#body(operand, by);
    });
    this.#lines.push('end');
  }
}
