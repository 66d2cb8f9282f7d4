import type { CaseReport } from '../../assess/case-report.ts';
import type { BookFact, BookFacts, BookIncident, BookLink, BookStep, BookTarget } from './payload.ts';

/** What can be opened. */
interface Openable {
  readonly incidents: readonly BookIncident[];
  readonly findings: readonly { readonly subject: string }[];
  readonly links: readonly BookLink[];
}

/** What the first screen of the document says, each thing with what it leads to. */
export function factsOf({ keyFacts }: Pick<CaseReport, 'keyFacts'>, all: Openable): readonly BookFacts[] {
  const facts = [
    ['Lost', keyFacts.lost],
    ['Left the machine', keyFacts.sentOut],
    ['Still acts', keyFacts.stays],
    ['To rotate', keyFacts.toRotate],
    ['Pushed to remotes of the project', keyFacts.pushed ?? []],
    ['Ran unread', keyFacts.unread ?? []],
  ] as const;
  return facts
    .filter(([, things]) => things.length > 0)
    .map(([name, things]) => ({ name, things: things.map((text) => factOf(text, all)) }));
}

/** What to do now, in the order of the document. */
export function stepsOf({ nextSteps }: Pick<CaseReport, 'nextSteps'>, all: Openable): readonly BookStep[] {
  return nextSteps.map(({ what, subjects, why }) => ({
    what,
    why,
    subjects: subjects.map((text) => factOf(text, all)),
  }));
}

function factOf(text: string, all: Openable): BookFact {
  const leadsTo = targetOf(text, all);
  return leadsTo ? { text, leadsTo } : { text };
}

/** The incident that harmed it, else a finding about it, else a credential or a step of its name. */
function targetOf(text: string, { incidents, findings, links }: Openable): BookTarget | undefined {
  return (
    targetAt('incident', incidents, ({ lost, sentOut, stays }) =>
      [...lost, ...sentOut, ...stays].includes(text),
    ) ??
    targetAt('finding', findings, ({ subject }) => subject === text) ??
    targetAt('link', links, ({ text: told, reference }) => told.includes(text) || isCommit(text, reference))
  );
}

function targetAt<Thing>(
  kind: BookTarget['kind'],
  all: readonly Thing[],
  fits: (one: Thing) => boolean,
): BookTarget | undefined {
  const number = all.findIndex(fits);
  return number < 0 ? undefined : { kind, number };
}

/** `commit 0123456789 Subject` names a commit by the beginning of its id. */
function isCommit(text: string, reference: string | undefined): boolean {
  const [, sha] = /^commit ([0-9a-f]{7,40})\b/.exec(text) ?? [];
  return sha !== undefined && reference?.startsWith(sha) === true;
}
