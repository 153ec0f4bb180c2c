import fc from 'fast-check';

/**
 * Property tests try the same things each time, so that a failure is about the change at hand and can be repeated.
 * `ASDRAWN_SEED=random` explores; so do the benches, at length.
 */
const { ASDRAWN_SEED = '20261120' } = process.env;
if (ASDRAWN_SEED !== 'random') fc.configureGlobal({ seed: Number(ASDRAWN_SEED) });
