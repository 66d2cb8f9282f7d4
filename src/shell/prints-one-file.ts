import type { CommandAnalysis } from './command-analysis.ts';

/** Whether a command line does nothing but print one file of this machine. */
export function printsOneFile({ commands }: Pick<CommandAnalysis, 'commands'>): boolean {
  const [command, ...more] = commands;
  if (more.length > 0 || command?.program !== 'cat' || command.remote !== undefined) return false;
  return (
    command.argv.slice(1).filter((word) => word !== '--').length === 1 && !command.argv[1]?.startsWith('-')
  );
}
