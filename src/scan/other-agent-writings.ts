import { type OtherAgent, telling, unattendedAgents } from './other-agents.ts';

/** The words that stand in what switches prompts off, one list for each way to write it. */
export const otherAgentWritings: readonly (readonly string[])[] = unattendedAgents.flatMap(writingsOf);

function writingsOf({ programs, unattended }: OtherAgent): string[][] {
  const { flags = [], ownFlags = [], values = {}, settings = {} } = unattended;
  const options = [...flags, ...ownFlags, ...Object.keys(values)];
  const ofSeveralWords = [...Object.values(values), ...Object.values(settings)]
    .flat()
    .filter((value) => /\w-\w/.test(value));
  const alone = [
    ...options.filter((option) => telling.test(option)),
    ...ofSeveralWords,
    ...Object.keys(settings),
  ];
  const vague = options.filter((option) => !telling.test(option));
  return [
    ...alone.map((word) => [word]),
    ...programs.flatMap((program) => vague.map((option) => [program, option])),
  ];
}
