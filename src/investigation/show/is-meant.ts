import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { type AskedReference, slashed } from './asked-reference.ts';

/** How a reference fits a call; absent: not at all. */
export type Fit = 'call' | 'commit' | 'same-file' | 'folder';

/** @param call with its result, where a place or a commit is asked for */
export function fitOf(asked: AskedReference, call: ToolCall): Fit | undefined {
  if (asked.kind === 'name') return fitOfName(asked.name, call);
  const places = [call.evidence, ...(call.result ? [call.result.evidence] : [])];
  if (places.some((place) => isSamePlace(asked.place, place))) return 'call';
  if (places.some(({ path }) => isSamePath(asked.place.path, path))) return 'same-file';
  return call.cwd !== undefined && slashed(call.cwd) === asked.place.path ? 'folder' : undefined;
}

const leastOfName = 8;

/**
 * A reference may name a file from its root on, by its last part alone, by the beginning of its name, or with a part
 * left out.
 */
function isSamePath(asked: string, path: string): boolean {
  if (path === asked || path.endsWith(`/${asked}`) || asked.endsWith(`/${path}`)) return true;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [head = '', ...rest] = asked.split('…');
  const tail = rest.at(-1);
  if (tail === undefined) return asked.length >= leastOfName && name.startsWith(asked);
  const isHead = path.startsWith(head) || name.startsWith(head);
  return isHead && (path.endsWith(tail) || path.replace(/\.[^./]+$/, '').endsWith(tail));
}

export function isCommitId(name: string): boolean {
  return /^[0-9a-f]{7,64}$/.test(name);
}

function isSamePlace(
  asked: EvidenceReference,
  { path, line, pointer, table, row }: EvidenceReference,
): boolean {
  return (
    isSamePath(asked.path, path) &&
    asked.line === line &&
    asked.pointer === pointer &&
    asked.table === table &&
    asked.row === row
  );
}

const leastOfCallId = 8;

function fitOfName(name: string, { id, result }: ToolCall): Fit | undefined {
  if (id === name || (name.length >= leastOfCallId && id.startsWith(name))) return 'call';
  if (!isCommitId(name)) return undefined;
  const ids = result?.text.match(/\b[0-9a-f]{7,64}\b/g) ?? [];
  return ids.some((printed) => printed.startsWith(name) || name.startsWith(printed)) ? 'commit' : undefined;
}
