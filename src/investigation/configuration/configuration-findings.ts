import { type DetectorFactory, detectorFactory } from '../../detect/detector.ts';
import type { Finding } from '../../detect/finding.ts';
import { loadQueries } from '../../detect/load-queries.ts';
import { postureEvent } from '../../events/log-events/configuration-event.ts';
import type { LogEvent } from '../../events/log-events/log-event.ts';
import type { PostureItem } from '../../events/posture-item.ts';
import type { OptionsOf } from '../../invocation/options.ts';
import type { McpServer } from '../../mcp/mcp-server.ts';
import { serverEvent } from '../../mcp/server-event.ts';
import { shadowedServers } from '../../mcp/shadowed-servers.ts';

/** Things with the ids of the queries that match them, and what those queries say about all of them. */
export interface Examined<T> {
  readonly items: readonly T[];
  readonly findings: readonly Finding[];
}

type Settings = OptionsOf<'queries'> & { readonly home: string };

/** @throws {TriageError} for a bad query */
export async function examineServers(
  servers: readonly McpServer[],
  settings: Settings & OptionsOf<'allowHost'>,
): Promise<Examined<McpServer>> {
  const { home, allowHost: sanctioned } = settings;
  const shadowedBy = shadowedServers(servers);
  const eventOf = (server: McpServer) =>
    serverEvent(server, { home, sanctioned, shadowed: shadowedBy(server) });
  return examine(servers, eventOf, detectorFactory(await loadQueries(settings.queries)));
}

/** @throws {TriageError} for a bad query */
export async function examinePosture(
  items: readonly PostureItem[],
  settings: Settings,
): Promise<Examined<PostureItem>> {
  return examine(items, postureEvent, detectorFactory(await loadQueries(settings.queries)));
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
