import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { listOf, objectOf } from '../../../json-object.ts';
import type { TranscriptFile } from '../../transcript-file.ts';

/** Lines that are asked before a folder counts as not told. */
const linesAtMost = 2_000;
/** Of a path above the transcript; empty where it lies elsewhere. */
export function projectIn(path: string): string {
  return /([^/\\]+)[/\\]agent-transcripts[/\\]/.exec(path)?.[1] ?? '';
}

const absolutePath = /(?:^|[\s"'=:(])((?:\/|[A-Za-z]:[\\/])[^\s"'<>|*?:()]{1,1000})/g;

/**
 * The folder in which a transcript was recorded. The name of its project folder says which one fits, not which it is:
 * it has `-` for every character that is no letter and no digit. A path in a call that begins with such a folder tells
 * it.
 */
export function workspaceOf(file: TranscriptFile, project: string): string | undefined {
  const wanted = abbreviated(project);
  let asked = 0;
  for (const { object } of readJsonLines(file, () => undefined)) {
    for (const block of listOf(objectOf(object['message'])?.['content'])) {
      const { type, input } = objectOf(block) ?? {};
      const found = type === 'tool_use' ? fitting(JSON.stringify(input ?? ''), wanted) : undefined;
      if (found !== undefined) return found;
    }
    asked += 1;
    if (asked === linesAtMost) return undefined;
  }
  return undefined;
}

function fitting(text: string, wanted: string): string | undefined {
  for (const [, path = ''] of text.replaceAll('\\\\', '\\').matchAll(absolutePath)) {
    const parts = path.split(/(?=[\\/])/);
    for (let length = parts.length; length > 0; length -= 1) {
      const folder = parts.slice(0, length).join('');
      if (abbreviated(folder) === wanted) return folder;
    }
  }
  return undefined;
}

function abbreviated(path: string): string {
  return path
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}
