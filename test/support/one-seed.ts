import fc from 'fast-check';

/**
 * One seed for every property, so that a run of the tests says the same on each machine.
 * `YOLO_TRIAGE_SEED=random npx vitest run` looks where no run has looked before; a number repeats one.
 */
const asked = process.env['YOLO_TRIAGE_SEED'] ?? '20261130';
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) });
