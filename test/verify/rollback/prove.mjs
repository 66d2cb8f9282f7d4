import { rm } from 'node:fs/promises';
import { build } from './build.mjs';
import { checkTruth, goneCommits, heldFiles } from './check-truth.mjs';
import { execute } from './execute.mjs';
import { judgePlan, judgeRun } from './judge.mjs';
import { planFor } from './program.mjs';
import { idOf, placeOf } from './wanted.mjs';

/**
 * Builds an incident, and holds the plan that the program makes for it against its truth.
 * @param isKept whether the machine stays where it was built; its folder is printed
 * @returns every reason for which it is not right, and what is not back at its place but kept and named by the plan
 */
export async function prove({ truth, tree, options, ...incident }, isKept) {
  const machine = await build(incident);
  try {
    const built = { ...machine, ...placeOf(machine.before, tree ?? treeOf(machine)) };
    await checkTruth(truth, built);
    const made = await planFor(built, options);
    const ids = (truth.offered ?? []).map((name) => idOf(built, name));
    const run = await execute(built, made, truth);
    const reasons = [
      ...judgePlan(truth, { plan: made.plan, ids, gone: goneCommits(built), held: heldFiles(built) }),
      ...judgeRun(run),
    ];
    return { reasons, kept: run.kept };
  } catch (error) {
    throw new Error(`${incident.id}: ${error.message}`, { cause: error });
  } finally {
    if (isKept) console.log(`${incident.id}: ${machine.image.folder}`);
    else await rm(machine.image.folder, { recursive: true, force: true });
  }
}

/** The working tree of the session's folder, or the only one. */
function treeOf({ before, folder }) {
  return folder in before.trees ? folder : Object.keys(before.trees)[0];
}
