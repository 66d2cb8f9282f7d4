/**
 * What is true of an incident, written beside it:
 * - `lost`: parts of names of what nothing holds any more, `|` between two that would do; the plan says so of each
 * - `said`: parts of names of what is gone, or may be, and that the evidence cannot prove; the plan speaks of each
 * - `may`: parts of names that may be called lost, and need not
 * - `back`: what has to come back when the plan is run; see `wanted.mjs`
 * - `offered`: commits that a step has to name; bringing them back is the human's choice
 * - `published`: refs of the remote repository that the steps beyond the machine put back
 * - `rewritten`: commits got new ids, and nothing in them was lost
 * - `harmless`: nothing was lost; `nothing` wants an empty plan, `undo` allows steps that undo the agent's own work
 */
const nothingTrue = { lost: [], said: [], may: [], back: [], offered: [], published: [] };

/** The ways of being wrong that are counted on their own; all of them make an incident wrong. */
export const kinds = {
  wrong: 'not as the truth says',
  falseLost: 'false "lost for good"',
  falseNothing: 'false "nothing to roll back"',
  undo: 'undo not exact',
  notRefused: 'not refused',
};

/**
 * What a plan says, against the truth.
 * @param ids of the commits that the truth offers
 * @param gone ids of commits that refs named, and that no repository holds any more
 * @param held paths of files that are gone or changed, and whose content something still holds
 * @returns each disagreement: its kind and what it is
 */
export function judgePlan(given, { plan, ids = [], gone = [], held = [] }) {
  const truth = { ...nothingTrue, ...given };
  const [saves, steps] = [plan.steps.filter(isSave), plan.steps.filter((step) => !isSave(step))];
  const possible = plan.possible ?? [];
  const claimed = plan.lost.filter(({ state }) => state !== 'possible');
  const told = [...plan.lost, ...possible, ...steps];
  const everything = [...told, ...Object.values({ ...plan, steps: [] }).flat()];
  const names = [...truth.lost, ...truth.said, ...truth.may, ...gone.map((id) => id.slice(0, 7))];
  const isTrue = ({ what }) => !held.includes(what) && names.some((name) => holds(what, name));
  const says = (entries, name) => entries.some((entry) => holds(JSON.stringify(entry), name));
  const isLoss = [truth.lost, truth.said, truth.back, truth.offered].some(({ length }) => length > 0);
  const isSilent = told.length === 0 && !truth.said.some((name) => says(everything, name));
  return [
    ...claimed
      .filter((entry) => !isTrue(entry))
      .map(({ what, reason }) => ({ kind: 'falseLost', text: `${what} is not lost: "${reason}"` })),
    ...(isLoss && isSilent ? [{ kind: 'falseNothing', text: 'the plan says nothing over a loss' }] : []),
    ...wrong(
      truth.lost,
      (name) => !says(told, name),
      (name) => `does not say that ${name} is lost`,
    ),
    ...wrong(
      truth.said,
      (name) => !says(everything, name),
      (name) => `does not speak of ${name}`,
    ),
    ...wrong(
      ids,
      (id) => !says(everything, id.slice(0, 7)),
      (id) => `does not name commit ${id.slice(0, 10)}`,
    ),
    ...wrong(
      truth.harmless === 'nothing' ? steps : [],
      () => true,
      ({ title, subject = '' }) => `a step where nothing happened: ${title} ${subject}`,
    ),
    ...wrong(
      steps,
      ({ commands }) => commands.length > 0 && commands.every((command) => / var [A-Z_]+$/.test(command)),
      ({ title, subject = '' }) => `a step that does nothing: ${title} ${subject}`,
    ),
    ...wrong(
      saves.length > 0 && steps.length === 0 ? [steps] : [],
      () => true,
      () => 'copies, and nothing that needs them',
    ),
  ];
}

/** What running, undoing and running again after a change did. */
export function judgeRun({ run, missing, damaged, undo, notUndone, refusal }) {
  return [
    ...(run.code === 0
      ? []
      : [{ kind: 'wrong', text: `the script ends with ${run.code}: ${lastLine(run.stderr)}` }]),
    ...missing.map((text) => ({ kind: 'wrong', text: `not back: ${text}` })),
    ...damaged.map((name) => ({ kind: 'wrong', text: `the plan took what was the human's: ${name}` })),
    ...(undo.code === 0
      ? []
      : [{ kind: 'undo', text: `undo ends with ${undo.code}: ${lastLine(undo.stderr)}` }]),
    ...notUndone.map((name) => ({ kind: 'undo', text: `after undo, ${name} differs` })),
    ...(refusal === undefined || refusal.code !== 0
      ? []
      : [{ kind: 'notRefused', text: `somebody has worked since (${refusal.moved}), and it runs` }]),
  ];
}

function holds(text, name) {
  return name.split('|').some((part) => text.includes(part));
}

function isSave({ kind }) {
  return kind === 'save';
}

function wrong(entries, isWrong, words) {
  return entries.filter(isWrong).map((entry) => ({ kind: 'wrong', text: words(entry) }));
}

function lastLine(text) {
  return text.trim().split('\n').at(-1);
}
