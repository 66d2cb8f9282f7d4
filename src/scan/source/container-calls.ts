import type { Isolation } from '../isolation.ts';
import type { LiteralPlace } from './literal-place.ts';

/**
 * Calls and records by which a program starts something in a container: https://docker-py.readthedocs.io/en/stable/containers.html,
 * https://github.com/apocas/dockerode, https://pkg.go.dev/github.com/docker/docker/api/types/container, and packages
 * that are called docker themselves.
 */
const starting =
  /(?:^|\.)containers\.(?:run|create)$|\.(?:exec_run|createContainer)$|^container\.(?:Config|ExecOptions)$|^docker\.\w*(?:run|Run|Create|Exec|Container)\w*$/;

/** What gives such a container the host, anywhere in the program. */
export const hostInProgram =
  /\bprivileged["']?\s*[:=]\s*true|docker\.sock|\bpid_?mode["']?\s*[:=]\s*["']host/i;

/** What stands around a command that a program hands to a library for containers. */
export function libraryContainer({ enclosing }: LiteralPlace, source: string): Isolation {
  if (!enclosing.some(({ name }) => starting.test(name))) return 'none';
  return hostInProgram.test(source) ? 'privileged-container' : 'container';
}
