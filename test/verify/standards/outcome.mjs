// How a check went: what it said where it failed, or why it could not be made here.

/** @typedef {{ state: 'passed' | 'failed' | 'skipped', detail: string }} Outcome */

/** @returns {Outcome} */
export const passed = (detail) => ({ state: 'passed', detail });
/** @returns {Outcome} */
export const failed = (detail) => ({ state: 'failed', detail });
/** @returns {Outcome} */
export const skipped = (detail) => ({ state: 'skipped', detail });
