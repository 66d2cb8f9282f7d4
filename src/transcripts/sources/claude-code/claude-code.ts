import type { Gap } from '../../../evidence/gap.ts';
import type { Source } from '../source.ts';
import { agentMode } from './agent-metadata.ts';
import { auditLogs } from './audit-logs.ts';
import { longestResultText } from './call-content.ts';
import { GroupDigester } from './group-digester.ts';
import { LineContent } from './line-content.ts';
import { locateTranscripts } from './locate-transcripts.ts';
import { readerFor } from './reader-for.ts';
import { readSpilledResult, spilledResultFile } from './spilled-result.ts';
import { reportElsewhere } from './transcripts-elsewhere.ts';

/** Files of lines, read through a scanner: gigabytes of them are common. */
export const claudeCode: Source = {
  agent: 'claude-code',
  locate(searched) {
    const { home, configurations, reportGap } = searched;
    const files = configurations.flatMap((folder) => locateTranscripts(home, folder, reportGap));
    reportElsewhere(searched, files);
    return [...files, ...auditLogs(searched)];
  },
  digest(files, { key, reportGap }) {
    const reader = readerFor(key);
    const digester = new GroupDigester((text) => reader.hash(text));
    const gap = (found: Gap): void => {
      if (found.kind !== 'tampering') digester.loseLine(found.evidence?.line);
      reportGap(found);
    };
    for (const { index, file } of files) {
      digester.open(file, agentMode(file));
      reader.readFile(file, {
        record: (record, { line, offset, length }) =>
          digester.take(record, { file: index, line, offset, length }),
        nested: (record, line) => digester.nested(record, line),
        gap,
      });
    }
    return digester.finish();
  },
  open: (file, { key }) => new LineContent(file, readerFor(key)),
  completed(call, { path }, reportGap) {
    const { result } = call;
    const spilled = result && spilledResultFile(path, result.text);
    if (!result || spilled === undefined) return call;
    const text = readSpilledResult(spilled, longestResultText);
    if (text !== undefined) return { ...call, result: { ...result, text } };
    const reason = 'the file of a large result is not there';
    reportGap({ kind: 'missing', reason, evidence: result.evidence, limits: 'results' });
    return call;
  },
};
