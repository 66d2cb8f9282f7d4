import type { IndexedFile } from './sources/source.ts';
import type { TranscriptFile } from './transcript-file.ts';

const kindOrder = ['main', 'capture', 'subagent', 'replay'] as const;

/** Files that belong to one session by their place, the main transcript first; in the order of the first file. */
export function groupFiles(files: readonly TranscriptFile[]): IndexedFile[][] {
  const groups = new Map<string, IndexedFile[]>();
  files.forEach((file, index) => {
    const key = `${file.agent}/${file.project}/${file.sessionId}`;
    const group = groups.get(key);
    if (group) group.push({ index, file });
    else groups.set(key, [{ index, file }]);
  });
  return [...groups.values()].map((group) =>
    group.sort(
      (a, b) => kindOrder.indexOf(a.file.kind) - kindOrder.indexOf(b.file.kind) || a.index - b.index,
    ),
  );
}
