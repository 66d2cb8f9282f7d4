import { type DetectorFactory, detectorFactory } from '../../detect/detector.ts';
import type { Finding } from '../../detect/finding.ts';
import { loadQueries } from '../../detect/load-queries.ts';
import { postureEvent, serverEvent } from '../../events/log-events/configuration-event.ts';
import type { LogEvent } from '../../events/log-events/log-event.ts';
import { shadowedServers } from '../../events/mcp/shadowed-servers.ts';
import type { McpServer } from '../../events/mcp-server.ts';
import type { PostureItem } from '../../events/posture-item.ts';
import type { Options } from '../command.ts';

/** Things with the ids of the queries that match them, and what those queries say about all of them. */
export interface Examined<T> {
  readonly items: readonly T[];
  readonly findings: readonly Finding[];
}

type Settings = Pick<Options, 'queries' | 'allowHost'> & { readonly home: string };

/** @throws {TriageError} for a bad query */
export function examineServers(servers: readonly McpServer[], settings: Settings): Examined<McpServer> {
  const { home, allowHost: sanctioned } = settings;
  const shadowedBy = shadowedServers(servers);
  const eventOf = (server: McpServer) =>
    serverEvent(server, { home, sanctioned, shadowed: shadowedBy(server) });
  return examine(servers, eventOf, detectorFactory(loadQueries(settings.queries, 'configuration')));
}

/** @throws {TriageError} for a bad query */
export function examinePosture(items: readonly PostureItem[], settings: Settings): Examined<PostureItem> {
  return examine(items, postureEvent, detectorFactory(loadQueries(settings.queries, 'configuration')));
}

function examine<T extends { readonly findings: readonly string[] }>(
  given: readonly T[],
  eventOf: (item: T) => LogEvent,
  detectors: DetectorFactory,
): Examined<T> {
  const all = detectors.create();
  const items = given.map((item) => {
    const event = eventOf(item);
    const own = detectors.create();
    own.observe([event]);
    const ids = own.finish().map(({ queryId }) => queryId);
    if (ids.length > 0) all.observe([event]);
    return { ...item, findings: ids };
  });
  return { items, findings: all.finish() };
}
