import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { FlowMemory } from '../flows/flow-memory.ts';
import { isOfUser, namesAccount } from '../flows/remotes.ts';
import type { FieldValue } from './log-event.ts';

/** Where the clients of hosts look for a repository that is named without its host. */
const hosts: Readonly<Record<string, string>> = { gh: 'github.com', hub: 'github.com', glab: 'gitlab.com' };

/**
 * Whose the repository is that a client of a host is told to write to: `own` where a remote, the name of the user or the
 * words of a human name its account; and whether the content of a file goes there. No field where it is that of the folder. https://cli.github.com/manual/gh_pr_create
 */
export function repositoryFields(
  command: SimpleCommand | undefined,
  memory: FlowMemory,
): Record<string, FieldValue> {
  const { program = '', argv = [] } = command ?? {};
  const host = hosts[program];
  const named = host === undefined ? undefined : repositoryIn(argv);
  if (named === undefined) return {};
  const address = `https://${named.split('/').length > 2 ? named : `${host}/${named}`}`;
  memory.knownHosts();
  const owner = named.split('/').at(-2) ?? '';
  const isOwn =
    memory.remotes.isAccount(owner) ||
    isOfUser(address, memory.home) ||
    namesAccount(memory.prompts, address);
  return { NamedRepository: isOwn ? 'own' : 'foreign', PostsFile: postsFile(argv) };
}

/** The text of a page comes from a file. */
function postsFile(argv: readonly string[]): boolean {
  return argv.some((word, index) => {
    const [, inOne] = /^--body-file=(.+)$/.exec(word) ?? [];
    const file = inOne ?? (/^(?:--body-file|-F)$/.test(word) ? argv[index + 1] : undefined);
    return (file !== undefined && file !== '-') || /\$\((?:cat |<)/.test(word);
  });
}

function repositoryIn(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '-R' || word === '--repo');
  const word = at === -1 ? argv.find((one) => one.startsWith('--repo=')) : argv[at + 1];
  return /^(?:--repo=)?((?:[\w.-]+\/)?[\w.-]+\/[\w.-]+)$/.exec(word ?? '')?.[1];
}
