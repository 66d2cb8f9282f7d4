import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import { gitInvocationOf } from '../../shell/git-invocation.ts';

/** What a clean prints of each path, in the languages that git speaks: a word, or letters of another script. https://git-scm.com/docs/git-clean */
const removal =
  /^\s*(?:Removing|Skipping|Lösche|Entferne|Überspringe|Suppression|Borrando|Removiendo|Eliminando|Rimozione|Removendo|A remover|Tar bort|Usuwanie|Menghapus|S'està|[^\p{ASCII}])|kaldırılıyor$/mu;

/** Its words go elsewhere, or nobody can tell where. */
const redirected = /\bclean\b[^;&|\n]*>|&>|\$\(|`|\bexec\b|[)}]\s*>/;

/** They start the one program behind them, and leave its output as it is. */
const plainWrappers: ReadonlySet<string> = new Set(['sudo', 'doas', 'env', 'time', 'nice']);

/**
 * A forced clean that names none of what it removes found nothing to remove, where its words would stand in the result
 * and others do: git prints a line for each path unless it is told to be quiet.
 * @param text of the result
 */
export function withoutSilentCleans(
  analysis: CommandAnalysis,
  { text, source }: { readonly text: string; readonly source: string },
): CommandAnalysis {
  const { commands } = analysis;
  const idle = commands.filter((command, at) => isClean(command) && !isPiped(command, commands[at + 1]));
  if (idle.length === 0 || text.trim() === '' || removal.test(text)) return analysis;
  if (redirected.test(source.replaceAll(/2>\s*(?:&1|[^\s;&|]+)/g, ''))) return analysis;
  const gone = new Set<Effect>(idle.flatMap(({ effects }) => effects.filter(isRemoval)));
  return {
    ...analysis,
    commands: commands.map((command) =>
      idle.includes(command)
        ? { ...command, effects: command.effects.filter((effect) => !gone.has(effect)) }
        : command,
    ),
    effects: analysis.effects.filter((effect) => !gone.has(effect)),
  };
}

function isClean(command: SimpleCommand): boolean {
  const { subcommand, args = [] } = gitInvocationOf(command) ?? {};
  const isQuiet = args.some((word) => word === '--quiet' || /^-[a-zA-Z]*[qi]/.test(word));
  return subcommand === 'clean' && !isQuiet && command.wrappers.every((name) => plainWrappers.has(name));
}

function isPiped({ program }: SimpleCommand, next: SimpleCommand | undefined): boolean {
  return next?.pipedFrom === program;
}

function isRemoval({ action, program }: Effect): boolean {
  return action === 'delete' && program === 'git';
}
