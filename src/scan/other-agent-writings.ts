import type { Unattended } from '../agents/agent.ts';
import { telling } from './other-agent-wording.ts';
import { type OtherAgent, optionsOf, settingNamesOf, unattendedAgents } from './other-agents.ts';

/** The words that stand in what switches prompts off, one list for each way to write it. */
export const otherAgentWritings: readonly (readonly string[])[] = unattendedAgents.flatMap(writingsOf);

function writingsOf({ programs, sharedPrograms, packages, unattended }: OtherAgent): string[][] {
  const { values = {}, settings = {} } = unattended;
  const options = optionsOf(unattended);
  const ofSeveralWords = [...Object.values(values), ...Object.values(settings)]
    .flat()
    .filter((value): value is string => typeof value === 'string' && /\w-\w/.test(value));
  const alone = [
    ...options.filter((option) => telling.test(option)),
    ...ofSeveralWords,
    ...settingNamesOf(unattended),
  ];
  const vague = options.filter((option) => !telling.test(option));
  return [
    ...alone.map((word) => [word]),
    ...[...programs, ...sharedPrograms, ...packages].flatMap((program) =>
      vague.map((option) => [program, option]),
    ),
    ...ownWritings(unattended),
  ];
}

/** Inputs of actions are written beside the name of the action, files of an agent are examined for their name. */
function ownWritings({ actions = [], approvals }: Unattended): string[][] {
  return [...actions.map(({ uses }) => [uses]), ...(approvals?.words ?? []).map((word) => [word])];
}
