import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';

/** A branch or a tag that was not there, or one that went on from where it was. https://git-scm.com/docs/git-push#_output */
const addsOnly = /^ (?:\* \[[^\]]{3,40}\]|= \[[^\]]{3,40}\]| {1,2}[0-9a-f]{4,40}\.\.[0-9a-f]{4,40}) +\S+/m;
const upToDate = /^Everything up-to-date$/m;
/** What was there before is gone from the branch, or with it. */
const takes = /^ (?:\+ |- \[)/m;

/**
 * A push that was allowed to overwrite, by what git printed of it: where each ref was new, went on from where it was, or
 * stayed, it was a push like any other.
 * @param text of the result
 */
export function withPrintedPushes(analysis: CommandAnalysis, text: string): CommandAnalysis {
  const pushes = analysis.effects.filter(isForcedPush);
  const isOnlyAdded = (addsOnly.test(text) || upToDate.test(text)) && !takes.test(text);
  if (pushes.length !== 1 || !isOnlyAdded) return analysis;
  const plain = (effects: readonly Effect[]) =>
    effects.map((effect) => (isForcedPush(effect) ? withoutForce(effect) : effect));
  const commands = analysis.commands.map((command) => ({ ...command, effects: plain(command.effects) }));
  return { ...analysis, commands, effects: plain(analysis.effects) };
}

function isForcedPush({ action, program, traits = [] }: Effect): boolean {
  return action === 'publish' && program === 'git' && traits.includes('forced');
}

function withoutForce(effect: Effect): Effect {
  const traits = effect.traits?.filter((trait) => trait !== 'forced' && trait !== 'irreversible');
  return { ...effect, traits: traits ?? [] };
}
