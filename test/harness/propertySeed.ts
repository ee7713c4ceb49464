import * as fc from 'fast-check';

/**
 * Property tests try the same inputs in every run, so that a failure comes back. `PROPERTY_SEED=7 npx
 * jest` tries others; see CONTRIBUTING.md.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
