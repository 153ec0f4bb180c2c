/** What `--help` of `asdrawn generate` says beyond the list of options. */

export const overview = `
Examples
  asdrawn generate vitest docs/a.puml --for orders -o test/orders.test.ts`.trim();

export const details = `
The file
  One test for each run of a smallest set that takes every way that concerns the
  service. Its neighbours are played over HTTP and the drawn broker; what it has
  to do is expected in the drawn order, and a step that fails names the line of
  the drawing. What stands between "// asdrawn: keep <name>" and
  "// asdrawn: end" is yours: how the service is started, what it is sent, what
  more is expected. It stays when the file is written again; what belongs to a
  test that is gone is kept at the end of the file.

The service
  A command after -- is written into the file; it is started with PORT and with
  the addresses of its neighbours: PAYMENT_URL, and so on.
  Where asdrawn.yaml or --schemas names a folder of JSON Schemas, every body
  has to be as its schema says. docs/contract-tests.md tells more.`.trim();

export const exitStatus = `
Exit status
  0  written, or up to date
  1  --check: the file is not up to date
  2  could not do the work: usage, a drawing that cannot be read or played,
     a file in the way`.trim();

export const examples = `
Examples
  asdrawn generate vitest docs/a.puml --for orders -o a.test.ts -- node a.js
  asdrawn generate vitest docs/a.puml --for orders -o a.test.ts --dry-run
  asdrawn generate vitest docs/a.puml --for orders -o a.test.ts --check
  asdrawn generate vitest 'docs/shop.md#Checkout' --for orders --schemas schemas`.trim();
