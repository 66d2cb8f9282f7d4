import { basename, dirname, join, relative, sep } from 'node:path';
import fastGlob from 'fast-glob';
import { type Home, referencePath } from '../home.ts';
import type { TranscriptFile, TranscriptKind } from './transcript-file.ts';

/**
 * Every transcript below a configuration folder (`~/.claude`), in the order of their paths.
 * A pattern of one level would miss every subagent: https://code.claude.com/docs/en/sub-agents.
 * @param configuration absolute
 */
export function locateTranscripts(home: Home, configuration: string): TranscriptFile[] {
  const projects = join(configuration, 'projects');
  return fastGlob
    .sync('**/*.jsonl', {
      cwd: projects,
      absolute: true,
      dot: true,
      followSymbolicLinks: false,
      suppressErrors: true,
    })
    .sort()
    .map((path) => describeTranscript(home, path, projects));
}

/** A file that the user named: its place says nothing. */
export function givenTranscript(home: Home, path: string): TranscriptFile {
  return { ...named(home, path), kind: kindOf(path, 'capture'), project: '' };
}

function describeTranscript(home: Home, path: string, projects: string): TranscriptFile {
  const [project = ''] = relative(projects, path).split(sep);
  return { ...named(home, path), kind: kindOf(path, 'main'), project };
}

function named(
  home: Home,
  path: string,
): Pick<TranscriptFile, 'path' | 'reference' | 'sessionId' | 'agentId'> {
  const reference = referencePath(home, path);
  const name = basename(path, '.jsonl');
  const agent = agentName.exec(name)?.[1];
  if (agent === undefined) return { path, reference, sessionId: name };
  const folder = dirname(path);
  const sessionId = basename(folder) === 'subagents' ? basename(dirname(folder)) : '';
  return { path, reference, sessionId, agentId: agent };
}

const agentName = /^agent-(.+)$/;
const replayName = /^agent-a(?:compact|prompt_suggestion|side_question)-/;

function kindOf(path: string, otherwise: TranscriptKind): TranscriptKind {
  const name = basename(path);
  if (replayName.test(name)) return 'replay';
  return agentName.test(name) ? 'subagent' : otherwise;
}
