import type { Call } from '../call.ts';
import { plainField } from '../field.ts';
import { resolvePath } from '../paths.ts';

type Emitted = Parameters<Call['emit']>[2];

/** The folder whose repository it is about; `-C` and `--work-tree` have been followed. */
export function repository(call: Call): string {
  return call.scope.cwd;
}

export function onWorktree(call: Call, options: Emitted = {}): void {
  const zone = call.zone(plainField('.'));
  call.emit('delete', repository(call), { zone, ...options });
}

export function onGitFolder(call: Call, part: string, options: Emitted = {}): void {
  const zone = call.zone(plainField('.'));
  call.emit('delete', resolvePath(`.git/${part}`, repository(call)), { zone, ...options });
}

export function writesGit(call: Call, part: string, options: Emitted = {}): void {
  call.emit('write', resolvePath(`.git/${part}`, repository(call)), {
    zone: call.zone(plainField('.')),
    ...options,
  });
}
