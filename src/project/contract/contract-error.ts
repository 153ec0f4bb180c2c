/** What the service under test did otherwise than drawn. `line` is that of the step that failed. */
export class ContractError extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.name = 'ContractError';
    this.line = line;
  }
}
