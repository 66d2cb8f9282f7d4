import { dirname, join } from 'node:path';
import { claudeDesktop, desktopAuditLog } from '../../../agents/claude-desktop.ts';
import { filesOfStore } from '../../../evidence/agents/store-files.ts';
import { statOf } from '../../../evidence/configuration/stat-of.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import type { SearchedHome } from '../source.ts';
import { givenTranscript } from './locate-transcripts.ts';

/** Logs of desktop sessions whose transcripts are gone: what such a session printed, line by line. */
export function auditLogs(searched: SearchedHome): TranscriptFile[] {
  const { unless = '' } = desktopAuditLog;
  return filesOfStore(claudeDesktop.id, desktopAuditLog, searched)
    .filter((path) => statOf(join(dirname(path), unless)) === undefined)
    .map((path) => givenTranscript(searched.home, path));
}
