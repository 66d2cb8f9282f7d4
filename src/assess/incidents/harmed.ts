import type { Finding } from '../../detect/finding.ts';
import type { Occasion } from '../../detect/occasion.ts';
import { isGrave } from '../../level.ts';
import { happened } from '../claims.ts';
import type { Harm } from './harm.ts';

/** One occasion of a finding, as far as it says what was harmed. */
interface Told {
  readonly finding: Finding;
  readonly harm: Harm;
  readonly occasion: Pick<Occasion, 'lost' | 'sent' | 'subjects'>;
}

/**
 * What deeds did one kind of harm to, each thing once, in the order of the deeds; hostile. Only what happened or may
 * have happened; a push to the default branch is of level medium, and stays as all work does. Where no effect names what
 * is lost and the loss is grave (a push with force takes commits that nobody named), the finding’s title stands behind
 * what it is about; a branch that was deleted may have been merged.
 */
export function harmed(harm: Harm, deeds: readonly Told[]): readonly string[] {
  const done = deeds.filter(
    (deed) => deed.harm === harm && happened(deed.finding, leastLevel(harm, deed.finding)),
  );
  return [
    ...new Set(
      done.flatMap(({ finding, occasion }) =>
        harm === 'lost' ? lost(finding, occasion) : harm === 'sentOut' ? sent(occasion) : occasion.subjects,
      ),
    ),
  ];
}

/** What acts in later sessions, though to have it is ordinary. */
const actsLater: ReadonlySet<string> = new Set(['agent_extension_installed', 'agent_acts_later']);

function leastLevel(harm: Harm, { queryId }: Finding): 'medium' | 'high' {
  return harm === 'stays' && !actsLater.has(queryId) ? 'high' : 'medium';
}

/** A release by its name and version, where a result tells them. */
function sent({ sent: named = [], subjects }: Told['occasion']): readonly string[] {
  return named.length > 0 ? named : subjects;
}

function lost(
  { queryId, title, level }: Finding,
  { lost: named, subjects }: Told['occasion'],
): readonly string[] {
  if (named.length > 0 || !isGrave(level)) return named;
  const words = lostBy.get(queryId) ?? ((subject) => `${subject} (${title})`);
  return subjects.map(words);
}

const overwritten = (subject: string) => `commits of ${subject}, overwritten there`;

/** What these take away, where the command says only how. */
const lostBy: ReadonlyMap<string, (subject: string) => string> = new Map([
  ['git_force_push', overwritten],
  ['ref_forced_push', overwritten],
  ['git_recovery_destroyed', () => 'commits that no branch held, with the reflog that named them'],
]);
