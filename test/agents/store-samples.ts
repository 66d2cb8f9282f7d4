import type { Agent, SessionStore } from '../../src/agents/agent.ts';
import { otherAgents } from '../../src/agents/index.ts';

/** A home's file of one path of one store, as an agent would write it. */
export interface StoreSample {
  readonly agent: Agent;
  readonly store: SessionStore;
  /** Below the home, no wildcards left. */
  readonly path: string;
}

/** One file for every path of every store. */
export const everyStoreSample: readonly StoreSample[] = otherAgents.flatMap((agent) =>
  agent.stores.flatMap((store) => store.paths.map((path) => ({ agent, store, path: named(store, path) }))),
);

/** The same for the stores that are not read. */
export const storeSamples = everyStoreSample.filter(({ store }) => !store.isRead);

/** What stands in a database as soon as it holds a session, by its agent. */
export const databaseText: Readonly<Record<string, string>> = {
  opencode: 'ses_3136efdfaffe',
  'kilo-code': 'ses_3136efdfaffe',
  cursor: 'composerData:0a1b2c3d-1111',
  goose: '{"type":"toolRequest"}',
  crush: '[{"type":"text"}]',
  kiro: '{"conversation_id":"1"}',
  'amazon-q': '{"conversation_id":"1"}',
  zed: '{"messages":[]}',
  warp: '{"conversation_id":"1"}',
};

function named({ base }: SessionStore, path: string): string {
  const file = path.replace('**', '2026/11').replaceAll('*', 'x');
  return base === 'project' ? `work/shop/${file}` : file;
}
