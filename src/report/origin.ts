import type { WrittenBy } from '../events/provenance/written-by.ts';

/** Who wrote something, in a few words; where no call is known, when the file changed. */
export function origin(writtenBy: WrittenBy | undefined, modifiedAt: string): string {
  if (!writtenBy) return `no recorded call\nfile changed\n${seconds(modifiedAt)}`;
  const { at, permissionMode, toolCallId, strength } = writtenBy;
  const verb = words[strength];
  return `${verb} a session\n${at === undefined ? 'time unknown' : seconds(at)}\nmode ${permissionMode}\n${toolCallId}`;
}

const words = { entry: 'by', likely: 'likely by', file: 'file changed by' } as const;

/** To the second, which is what a column has room for. */
function seconds(time: string): string {
  return time.replace(/\.\d+Z$/, 'Z');
}
