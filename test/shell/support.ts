import { analyseCommand } from '../../src/shell/analyse-command.ts';
import type { Effect } from '../../src/shell/effect.ts';
import type { PathContext } from '../../src/shell/path-context.ts';

export const context: PathContext = {
  home: '/home/dana',
  cwd: '/home/dana/app',
  repository: '/home/dana/app',
};

/** `action target traits…`, what is written in the tables of cases. */
export function written({ action, target, traits = [] }: Effect): string {
  return [action, target, ...traits].join(' ');
}

export function effectsOf(command: string, changes: Partial<PathContext> = {}): string[] {
  return analyseCommand(command, { ...context, ...changes }).effects.map(written);
}
