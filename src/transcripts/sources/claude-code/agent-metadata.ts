import { readHead } from '../../../evidence/read-head.ts';
import type { TranscriptFile } from '../../transcript-file.ts';

/**
 * What `agent-<id>.meta.json` beside a subagent's transcript says of its permission mode, as written; absent where there
 * is no such file.
 */
export function agentMode({ path, kind }: TranscriptFile): unknown {
  if (kind !== 'subagent') return undefined;
  try {
    const metadata: unknown = JSON.parse(readHead(path.replace(/\.jsonl(?:\.gz|\.zst)?$/, '.meta.json')));
    if (typeof metadata !== 'object' || metadata === null) return undefined;
    return 'permissionMode' in metadata
      ? metadata.permissionMode
      : 'mode' in metadata
        ? metadata.mode
        : undefined;
  } catch {
    // Absent, or not written whole: the parent's mode counts then.
    return undefined;
  }
}
