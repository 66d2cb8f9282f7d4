import { basename, join, relative, sep } from 'node:path';
import { recognisedBytes } from '../../../evidence/agents/recognise-session.ts';
import type { ReportGap } from '../../../evidence/gap.ts';
import { type Home, referencePath } from '../../../evidence/home.ts';
import { type ListedFile, listFiles } from '../../../evidence/list-files.ts';
import { readHead } from '../../../evidence/read-head.ts';
import type { TranscriptFile, TranscriptKind } from '../../transcript-file.ts';
import { reportStrays } from './stray-transcripts.ts';

/** Endings of transcripts, plain and packed. */
const ending = /\.jsonl(?:\.gz|\.zst)?$/;
const agentName = /^agent-(.+)$/;
const replayName = /^agent-a(?:compact|prompt_suggestion|side_question)-/;

/** Names of a transcript that somebody put aside (`<session>.jsonl.bak`), or gave another ending (`<session>.txt`). */
const renamed =
  /\.jsonl(?:\W|\d|$)|^(?:agent-\w+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.(?!meta\.json$)|$)/;
/** What every record of a transcript has; other files that are named after sessions have none. */
const record = /^\s*\{(?=[^\n]*"sessionId"\s?:\s?")(?=[^\n]*"type"\s?:\s?")/m;

/** Archives, and what is packed in a form that is not read: who put it beside transcripts, may have packed some. */
const packed = /\.(?:zip|7z|rar|tar|tgz|tbz2?|txz|tzst|(?:tar\.)?(?:xz|bz2|lz4?|lzma|br)|tar\.(?:gz|zst))$/i;

/** What is kept of a subagent beside its transcript. */
const subagentNote = /^agent-.+\.meta\.json$/;

/** Folders of results and notes: what lies in them is content, whatever its name; it may still be a transcript. */
const notTranscripts: ReadonlySet<string> = new Set(['tool-results', 'memory']);

/**
 * Every transcript below a configuration folder (`~/.claude`), in the order of their paths. A search of one level would
 * miss every subagent: https://code.claude.com/docs/en/sub-agents.
 * @param configuration absolute
 */
export function locateTranscripts(home: Home, configuration: string, reportGap: ReportGap): TranscriptFile[] {
  const projects = join(configuration, 'projects');
  const isWanted = (name: string): boolean =>
    [ending, renamed, packed, subagentNote].some((form) => form.test(name));
  const found = listFiles(home, projects, { isWanted, reportGap }).filter(
    ({ named }) =>
      !relative(projects, named)
        .split(sep)
        .some((part) => notTranscripts.has(part)),
  );
  for (const { path } of found.filter(({ named }) => packed.test(named))) {
    const reason = 'is packed in a form that is not read, and may hold transcripts: unpack it';
    reportGap({ kind: 'unsupported', reason, evidence: { path: referencePath(home, path) } });
  }
  const known = new Set(found.map(({ named }) => named));
  for (const { path, named } of found.filter(({ named: file }) => subagentNote.test(basename(file)))) {
    const transcript = named.replace(/\.meta\.json$/, '.jsonl');
    if (['', '.gz', '.zst'].some((packing) => known.has(`${transcript}${packing}`))) continue;
    const reason = 'is kept of a subagent whose transcript is not there';
    reportGap({ kind: 'missing', reason, evidence: { path: referencePath(home, path) } });
  }
  const taken = found
    .filter(({ named }) => !packed.test(named) && !subagentNote.test(basename(named)))
    .filter(({ path, named }) => ending.test(named) || record.test(readHead(path, recognisedBytes)));
  reportStrays(home, configuration, { known: new Set(taken.map(({ path }) => path)), reportGap });
  return taken.map((file) => describe(home, file, projects));
}

/** A file that the user named: its place says nothing. */
export function givenTranscript(home: Home, path: string): TranscriptFile {
  const name = nameOf(path);
  const agentId = agentName.exec(name)?.[1];
  return {
    agent: 'claude-code',
    path,
    reference: referencePath(home, path),
    project: '',
    kind: kindOf(name, 'capture'),
    sessionId: name,
    ...(agentId !== undefined && { agentId }),
  };
}

/** `<project>/<session>.jsonl`, `<project>/agent-<id>.jsonl`, `<project>/<session>/subagents/…`, `<project>/sessions/<session>.jsonl`. */
function describe(home: Home, { path, named }: ListedFile, projects: string): TranscriptFile {
  const [project = '', ...inside] = relative(projects, named).split(sep);
  const name = nameOf(named);
  const agentId = agentName.exec(name)?.[1];
  const folder = inside.length > 1 && inside[0] !== 'sessions' ? inside[0] : undefined;
  return {
    agent: 'claude-code',
    path,
    reference: referencePath(home, path),
    project: inside.length === 0 ? '' : project,
    kind: kindOf(name, folder === undefined ? 'main' : 'subagent'),
    sessionId: folder ?? name,
    ...(agentId !== undefined && { agentId }),
  };
}

function nameOf(path: string): string {
  return basename(path)
    .replace(/\.jsonl.*$/, '')
    .replace(/\.(?:json|txt|bak|old)$/, '');
}

function kindOf(name: string, otherwise: TranscriptKind): TranscriptKind {
  if (replayName.test(name)) return 'replay';
  return agentName.test(name) ? 'subagent' : otherwise;
}
