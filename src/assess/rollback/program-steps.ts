import type { RollbackStep } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { line } from './shell-word.ts';

/**
 * Moves hooks out of the way that came or changed while a session worked; a hook runs at the next commit.
 * @param wasWorking whether a session worked at a time, ISO 8601 UTC
 */
export function programSteps(
  { repository }: RepositoryFacts,
  folder: string,
  wasWorking: (at: string) => boolean,
): RollbackStep[] {
  return repository.programs
    .filter(({ kind, modifiedAt }) => kind === 'hook' && wasWorking(modifiedAt))
    .map(({ name, value, evidence }) => ({
      kind: 'persistence',
      title: 'Move a hook out of the way that changed while a session worked',
      subject: name,
      reason: 'git runs it at every commit, checkout or push',
      evidence: [evidence],
      commands: [line('mv', '--', value, `${folder}/hook-${name}`)],
      changes: 'the hook no longer runs; look at it before you put it back',
      risk: 'a hook that the project needs no longer runs either',
      check: 'the hook is no longer there',
      checkCommand: line('test', '!', '-e', value),
      undo: 'moves it back',
      undoCommands: [line('mv', '--', `${folder}/hook-${name}`, value)],
      writes: [value],
      repository: repository.path,
    }));
}

/** Settings cannot be dated one by one, so a plan only says that they are there. */
export function programNotes({ repository }: RepositoryFacts): string[] {
  const settings = repository.programs.filter(({ kind }) => kind === 'setting').length;
  return settings === 0
    ? []
    : [
        `${settings} settings of a repository make git start a program; whether they are the session's is not recorded (yolo-triage git lists them)`,
      ];
}
