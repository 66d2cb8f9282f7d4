import { createDetector } from '../../src/detect/detector.ts';
import type { Finding } from '../../src/detect/finding.ts';
import { parseQueries } from '../../src/detect/parse-queries.ts';
import { linkQueries } from '../../src/detect/query-set.ts';
import type { LogEvent } from '../../src/events/log-events/log-event.ts';

/** What the queries of one file say about the events. */
export function detect(yaml: string, events: readonly LogEvent[]): Finding[] {
  const detector = createDetector(linkQueries(parseQueries(yaml, 'query.yml')));
  detector.observe(events);
  return detector.finish();
}

/** A query whose `detection` is the given YAML. */
export function queryOf(detection: string, more = ''): string {
  const indented = detection.trimEnd().replace(/^/gm, '    ');
  return `title: Test\nlogsource:\n    category: process_creation\ndetection:\n${indented}\n${more}`;
}
