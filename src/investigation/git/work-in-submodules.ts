import { posix } from 'node:path';
import type { RecordedWork } from '../../assess/recorded-work.ts';
import type { GitCall } from '../../events/git/git-call.ts';
import type { GitInvocation } from '../../shell/git-invocation.ts';

/** Whether calls that worked below a folder ran something in the submodules there. */
export function reachesSubmodules({ calls }: Pick<RecordedWork, 'calls'>, root: string): boolean {
  return calls.some((call) => isOf(call, root) && call.invocations.some(isRecursing));
}

/**
 * The records as a submodule sees them: what a call of the repository above ran in each of them, it ran here.
 * https://git-scm.com/docs/git-submodule
 * @param folder of the submodule, @param root of the repository above; absolute, as the evidence writes them
 */
export function workIn<Work extends Pick<RecordedWork, 'calls'>>(
  work: Work,
  folder: string,
  root: string,
): Work {
  const calls = work.calls.map((call): GitCall => {
    const recursing = isOf(call, root) ? call.invocations.filter((one) => isAbout(one, folder)) : [];
    if (recursing.length === 0) return call;
    const inner = recursing.flatMap((one) => ranInside(one, call, folder));
    const directories = [...call.directories, folder];
    return { ...call, directories, invocations: [...call.invocations, ...inner] };
  });
  return { ...work, calls };
}

function isOf({ invocations }: GitCall, root: string): boolean {
  return invocations.some(({ directory }) => directory === root || directory.startsWith(`${root}/`));
}

function isRecursing({ subcommand, args }: GitInvocation): boolean {
  if (subcommand === 'submodule') return args.some((arg) => arg === 'foreach' || arg === 'update');
  return args.some((arg) => arg.startsWith('--recurse-submodules'));
}

/** It names no submodule, or this one. */
function isAbout(invocation: GitInvocation, folder: string): boolean {
  if (!isRecursing(invocation)) return false;
  const { subcommand, args, directory } = invocation;
  if (subcommand !== 'submodule' || args.includes('foreach')) return true;
  const named = args.filter((arg) => !arg.startsWith('-') && arg !== 'update');
  return named.length === 0 || named.some((name) => posix.resolve('/', directory, name) === folder);
}

/** `foreach` runs the other commands of its line; an update checks the recorded commit out. */
function ranInside({ subcommand, args }: GitInvocation, call: GitCall, folder: string): GitInvocation[] {
  const isForced = args.some((arg) => /^(?:-f|--force|--hard)$/.test(arg));
  if (args.includes('foreach')) {
    const others = call.invocations.filter((one) => one.subcommand !== 'submodule');
    return others.map((one) => ({ ...one, directory: folder }));
  }
  if (isForced) return [{ subcommand: 'reset', args: ['--hard'], directory: folder }];
  return subcommand === 'submodule'
    ? [{ subcommand: 'checkout', args: ['--detach'], directory: folder }]
    : [];
}
