import type { Finding } from '../../detect/finding.ts';
import { happened } from '../claims.ts';
import { publishes } from '../incidents/harm.ts';
import { isDeletion, isLocal, type NextStep, type NextStepInput, subjectsOf } from './next-step.ts';

const historyQueries = /^(?:git_force_push|git_recovery_destroyed|git_history_rewritten|ref_forced_push)/;

const pushQueries = /^(?:git_force_push|ref_forced_push)/;

/** What is lost here may still be elsewhere, for as long as nobody cleans up; what a human wanted gone is not called back. */
export function hold({ consequences: { destroyed }, sessions }: NextStepInput): NextStep[] {
  const unwanted = destroyed.filter(({ requested }) => requested !== 'yes');
  const rewritten = unwanted.filter(({ queryId }) => historyQueries.test(queryId));
  const elsewhere = [...new Set(subjectsOf(unwanted.filter(isDeletion)))].filter((one) => !isLocal(one));
  const pushed = rewritten.filter(({ queryId }) => pushQueries.test(queryId));
  return [
    ...(rewritten.length === 0
      ? []
      : [
          {
            what: 'Have everybody with a clone, and the host, keep the overwritten commits (no fetch, no clean-up), and push them back from there',
            subjects: pushed.flatMap((finding) =>
              subjectsOf([finding]).map((remote) => `${remote}${folderOf(finding, sessions)}`),
            ),
            why: 'A clone that was not updated holds them, and so does the host for a time.',
          },
        ]),
    ...(elsewhere.length === 0
      ? []
      : [
          {
            what: 'Ask the service or host for versions, snapshots and backups of what was deleted there',
            subjects: elsewhere,
            why: 'They are kept for a time that runs from the deletion.',
          },
        ]),
  ];
}

/** A remote is a name of one repository. */
function folderOf({ sessionId }: Finding, sessions: NextStepInput['sessions']): string {
  const folder = sessions.find((session) => session.sessionId === sessionId)?.cwds[0];
  return folder === undefined ? '' : ` of ${folder}`;
}

/** The longer a version is offered, the more have installed it; registries take back new ones only. https://docs.npmjs.com/policies/unpublish */
export function withdraw({ findings }: NextStepInput): NextStep[] {
  const published = findings.filter((finding) => publishes.has(finding.queryId) && happened(finding, 'high'));
  if (published.length === 0) return [];
  return [
    {
      what: 'Compare what was published with its source. Where it was not meant to go out, withdraw it (deprecate, unpublish, yank, delete the tag) and tell who installed it',
      subjects: subjectsOf(published),
      why: 'Others install it, and registries take back young versions only.',
    },
  ];
}
