import { hostname, platform, release, userInfo } from 'node:os';
import type { Invocation } from '../../invocation/invocation.ts';
import type { Collector } from '../../preserve/custody-entry.ts';

/** Options that decide what a collection holds, and how. */
export type CollectOption = 'repo' | 'git' | 'since' | 'archive' | 'recipient' | 'dryRun';

/** Who collects, where, and with what. */
export function collectorOf({ version, env }: Invocation): Collector {
  return {
    user: userName(env),
    host: hostname(),
    platform: `${platform()} ${release()}`,
    tool: `yolo-triage ${version}`,
  };
}

/** The options that decide what a collection holds, as they were given. */
export function recordedOptions({
  operands,
  options,
}: Invocation<CollectOption>): Readonly<Record<string, unknown>> {
  const { home, root, repo, since, archive, recipient } = options;
  return { operands, home, root, repo, since: since?.toISOString(), archive, recipient };
}

/** As the system has it: an environment can say anything. Whoever became another user with `sudo` is named besides. */
function userName(env: Invocation['env']): string {
  const known = systemName() ?? env['USER'] ?? 'unknown';
  return env['SUDO_USER'] === undefined ? known : `${known} (sudo by ${env['SUDO_USER']})`;
}

/** Nothing for a user who has no entry in the system's table. */
function systemName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
