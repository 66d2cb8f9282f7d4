// Builds repositories in which something went wrong, each with its truth beside it, and holds plans against the truths:
// what a plan says, what is there after its script has run, whether undoing gives every byte back, and whether the
// script refuses once somebody has worked there. Needs nothing but git.
//
//   npm run verify:rollback [-- --show] [--keep] [--only <family or incident>]
//
// `--show` names each that is not right and why, and what is only kept, `--keep` leaves the machines where they were built.
import { availableParallelism } from 'node:os';
import { families } from './rollback/incidents/index.mjs';
import { removeLayouts } from './rollback/made-layouts.mjs';
import { prove } from './rollback/prove.mjs';
import { isGood, tableOf } from './rollback/table.mjs';

const at = process.argv.indexOf('--only');
const only = at === -1 ? undefined : process.argv[at + 1];
const incidents = Object.entries(families)
  .flatMap(([family, members]) => members.map((incident) => ({ family, ...incident })))
  .filter(({ family, id }) => only === undefined || family === only || id === only);
if (incidents.length === 0) {
  console.error(`no family or incident is called ${only}; families: ${Object.keys(families).join(', ')}`);
  process.exit(2);
}

const results = [];
const broken = [];
const isKept = process.argv.includes('--keep');
const waiting = [...incidents.entries()];
await Promise.all(Array.from({ length: availableParallelism() }, work));
await removeLayouts();

const proven = results.filter((result) => result !== undefined);
for (const message of broken) console.error(`not built: ${message}`);
if (process.argv.includes('--show')) {
  for (const { family, id, reasons, kept } of proven) {
    if (reasons.length + kept.length > 0) console.log(`${family}: ${id}`);
    for (const { kind, text } of reasons) console.log(`  ${kind}: ${text}`);
    for (const text of kept) console.log(`  kept: ${text}`);
  }
}
for (const line of tableOf(proven)) console.log(line);
process.exitCode = broken.length > 0 ? 2 : isGood(proven) ? 0 : 1;

async function work() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [index, incident] = next;
    try {
      results[index] = { family: incident.family, id: incident.id, ...(await prove(incident, isKept)) };
    } catch (error) {
      broken.push(error.message);
    }
  }
}
