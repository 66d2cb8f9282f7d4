import { namesOf, unattendedAgents } from '../other-agents.ts';

/** Program or package of another agent → how rows of a scan call it. */
const others: ReadonlyMap<string, string> = new Map(
  unattendedAgents.flatMap(({ name, programs, sharedPrograms, packages }) =>
    [...programs, ...sharedPrograms, ...packages].map((program) => [program, name] as const),
  ),
);

const claude =
  /^(?:.*[\\/=#:}])?claude(?:-code)?(?:\.exe|\.cmd|\.ps1)?(?:@[\w.-]+)?$|^(?:.*\/)?@anthropic-ai\/claude-code(?:@[\w.-]+)?(?:\/cli\.m?js)?$/i;
/** A variable that stands for the program. */
const variable = /^[$%@#{<][\w.$:{[('"-]*claude[\w.[\]@)'":/-]*[}\]>)%]*$/i;

/** Whether a word names an agent: as a program, as a package, or in a variable that stands for the program. */
export function isAgentWord(word: string): boolean {
  return claude.test(word) || variable.test(word) || otherAgentOf(word) !== undefined;
}

/** The other agent that a word starts; undefined where it is Claude Code or none. */
export function otherAgentOf(word: string): string | undefined {
  const [plain, program] = namesOf(word);
  return others.get(plain) ?? others.get(program);
}

/** The same for a word that stands behind a program which is not known: `agent` and `goose` may be anything there. */
export function isTellingAgentWord(word: string): boolean {
  return (
    claude.test(word) || variable.test(word) || (word.length >= shortest && otherAgentOf(word) !== undefined)
  );
}

const shortest = 6;
