export { isAddress, shownAddress } from './address.ts';
export { type Pulled, type PullOptions, pullTraces } from './pull.ts';
