import { type Detector, detectorFactory } from '../../detect/detector.ts';
import type { Finding } from '../../detect/finding.ts';
import { loadQueries } from '../../detect/load-queries.ts';
import { postureEvent } from '../../events/log-events/configuration-event.ts';
import type { LogEvent } from '../../events/log-events/log-event.ts';
import type { PostureItem } from '../../events/posture-item.ts';
import type { OptionsOf } from '../../invocation/options.ts';
import type { McpServer } from '../../mcp/mcp-server.ts';
import { serverEvent } from '../../mcp/server-event.ts';
import { shadowedServers } from '../../mcp/shadowed-servers.ts';
import type { AnalystAnswers } from '../case/analyst-answers.ts';

/** Things with the ids of the queries that match them, and what those queries say about all of them. */
export interface Examined<T> {
  readonly items: readonly T[];
  readonly findings: readonly Finding[];
}

type Settings = OptionsOf<'queries'> & { readonly home: string; readonly answers: AnalystAnswers };

/** @throws {TriageError} for a bad query */
export async function examineServers(
  servers: readonly McpServer[],
  settings: Settings & OptionsOf<'allowHost'>,
): Promise<Examined<McpServer>> {
  const { home, allowHost, answers } = settings;
  const sanctioned = [...allowHost, ...answers.ownHosts];
  const shadowedBy = shadowedServers(servers);
  const eventOf = (server: McpServer) =>
    serverEvent(server, { home, sanctioned, shadowed: shadowedBy(server) });
  return examine(servers, eventOf, await creatorOf(settings));
}

/** @throws {TriageError} for a bad query */
export async function examinePosture(
  items: readonly PostureItem[],
  settings: Settings,
): Promise<Examined<PostureItem>> {
  return examine(items, postureEvent, await creatorOf(settings));
}

async function creatorOf({ queries, answers }: Settings): Promise<() => Detector> {
  const factory = detectorFactory(await loadQueries(queries));
  return () => factory.create(answers.acceptanceOf);
}

function examine<T extends { readonly findings: readonly string[] }>(
  given: readonly T[],
  eventOf: (item: T) => LogEvent,
  createDetector: () => Detector,
): Examined<T> {
  const all = createDetector();
  const items = given.map((item) => {
    const event = eventOf(item);
    const own = createDetector();
    own.observe([event]);
    const ids = own.finish().map(({ queryId }) => queryId);
    if (ids.length > 0) all.observe([event]);
    return { ...item, findings: ids };
  });
  return { items, findings: all.finish() };
}
