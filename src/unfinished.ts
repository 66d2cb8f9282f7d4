import { rmSync } from 'node:fs';

/** Called when the first unfinished path appears, and when the last one is gone. */
interface Watch {
  readonly begin: () => void;
  readonly end: () => void;
}

const paths = new Set<string>();
let watch: Watch | undefined;

/** Scratch folders and files that grow under another name: an interrupted run removes them before it ends. */
export function addUnfinished(path: string): void {
  paths.add(path);
  if (paths.size === 1) watch?.begin();
}

/** It is whole, or gone. */
export function dropUnfinished(path: string): void {
  if (paths.delete(path) && paths.size === 0) watch?.end();
}

export function removeUnfinished(): void {
  for (const path of paths) {
    try {
      // A git that still works there may write into it meanwhile.
      rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Nothing more can be done on the way out.
    }
  }
}

/** A process that is told to end does so at once as long as nothing would stay behind. */
export function watchUnfinished(asked: Watch): void {
  watch = asked;
  if (paths.size > 0) asked.begin();
}
