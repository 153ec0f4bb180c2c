import { expect, test } from 'vitest';
import { remedyFor } from '../../../src/runtime/transports/bounds.ts';

/** Codes of Node's TLS (https://nodejs.org/api/tls.html#x509-certificate-error-codes) and of its sockets. */
const table: readonly (readonly [code: string | number | undefined, isCertificate: boolean])[] = [
  ['DEPTH_ZERO_SELF_SIGNED_CERT', true],
  ['SELF_SIGNED_CERT_IN_CHAIN', true],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', true],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', true],
  ['CERT_HAS_EXPIRED', true],
  ['ERR_TLS_CERT_ALTNAME_INVALID', true],
  ['ECONNREFUSED', false],
  ['ETIMEDOUT', false],
  [134, false],
  [undefined, false],
];

test.for(table)('what to do about %s', ([code, isCertificate]) => {
  const remedy = remedyFor(Object.assign(new Error('it failed'), { code }), 'start one');
  if (isCertificate) expect(remedy).toContain('NODE_EXTRA_CA_CERTS');
  else expect(remedy).toBe('start one');
});
