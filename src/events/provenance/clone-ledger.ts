import type { Outcome, ToolCall } from '../../transcripts/tool-call.ts';
import { type WrittenBy, writtenBy } from './written-by.ts';

/** Which repositories came to the machine by calls. */
export interface CloneLedger {
  observe(call: ToolCall): void;
  /** Folders of clones, as the evidence writes them. */
  folders(): readonly string[];
  /** The call that cloned the repository in which a file lies; the innermost of several. */
  cloneOf(file: string): WrittenBy | undefined;
}

const clonesAtMost = 2000;

const broughtNothing: ReadonlySet<Outcome> = new Set(['denied', 'not-run', 'failed']);

/** `git clone` fetches from an address and writes a folder: https://git-scm.com/docs/git-clone */
export function cloneLedger(): CloneLedger {
  const clones = new Map<string, WrittenBy>();
  return {
    observe(call) {
      if (broughtNothing.has(call.outcome)) return;
      if (!/\bclone\b/.test(call.argument) || clones.size >= clonesAtMost) return;
      const isFetched = call.effects.some(
        ({ action, program }) => action === 'download' && program === 'git',
      );
      if (!isFetched) return;
      for (const { action, program, target } of call.effects) {
        const folder = target.replace(/\/+$/, '');
        if (action === 'write' && program === 'git' && !clones.has(folder))
          clones.set(folder, writtenBy(call, 'file'));
      }
    },
    folders: () => [...clones.keys()],
    cloneOf(file) {
      for (let folder = parentOf(file); folder !== ''; folder = parentOf(folder)) {
        const clone = clones.get(folder);
        if (clone) return clone;
      }
      return undefined;
    },
  };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
