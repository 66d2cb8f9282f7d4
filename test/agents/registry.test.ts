import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/agents/agent.ts';
import { agents, otherAgents } from '../../src/agents/index.ts';
import { storeRoot } from '../../src/agents/store-root.ts';
import { dialectOf } from '../../src/transcripts/dialects/dialects.ts';
import { hasSource } from '../../src/transcripts/sources/sources.ts';

const entries: readonly Agent[] = agents;
const address = /^https:\/\/[\w.-]+\.[a-z]{2,}\/?\S*$/;

describe('the registry of agents', () => {
  it.each(entries.map((agent) => [agent.id, agent] as const))(
    '%s has a source for every fact',
    (_, agent) => {
      const sources = [
        agent.documentation,
        ...agent.stores.map(({ source }) => source),
        ...(agent.unattended ? [agent.unattended.source] : []),
        ...(agent.mcp ? [agent.mcp.documentation] : []),
      ];
      expect(sources.filter((source) => !address.test(source))).toEqual([]);
    },
  );

  it('names every agent, client and program once', () => {
    for (const names of [
      entries.map(({ id }) => id),
      entries.map(({ name }) => name),
      entries.flatMap(({ programs }) => programs),
      entries.flatMap(({ packages }) => packages?.npm ?? []),
      entries.flatMap(({ extensions = [] }) => extensions),
      entries.flatMap(({ id, mcp }) => (mcp ? [mcp.client ?? id] : [])),
    ]) {
      expect([...names].sort()).toEqual([...new Set(names)].sort());
    }
  });

  it('writes paths with slashes, from the home or the project on, and ids in kebab-case', () => {
    const paths = entries.flatMap(({ stores, settings = [], credentials = [] }) => [
      ...stores.flatMap((store) => store.paths),
      ...settings,
      ...credentials.flatMap((credential) => credential.paths),
    ]);
    expect(paths.filter((path) => !/^[^/\\~](?:[^\\]*[^/\\])?$/.test(path) || path.includes('..'))).toEqual(
      [],
    );
    expect(entries.filter(({ id }) => !/^[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
  });

  it('ends every path of a store in the name of a file, below a folder that tells it', () => {
    const stores = entries.flatMap(({ stores }) => stores);
    const roots = stores.flatMap((store) => store.paths.map((path) => storeRoot(store, path)));
    expect(roots.filter((root) => root === '' || root.startsWith('*'))).toEqual([]);
    const paths = stores.flatMap((store) => store.paths);
    expect(paths.filter((path) => /(?:^|\/)\*{1,2}$/.test(path))).toEqual([]);
  });

  it('has a source, a dialect and a ledger for what is read', () => {
    const incomplete = otherAgents
      // Its sessions are Claude Code's own.
      .filter(({ id }) => id !== 'claude-desktop')
      .map(({ id, stores }) => ({ id, read: stores.filter(({ isRead }) => isRead) }))
      .filter(({ read }) => read.length > 0)
      .flatMap(({ id, read }) => [
        ...(hasSource(id) ? [] : [`${id} has no source`]),
        ...(dialectOf(id).agent === id ? [] : [`${id} has no dialect`]),
        ...(read.some(({ ledger }) => ledger) ? [] : [`${id} has no ledger`]),
      ]);
    expect(incomplete).toEqual([]);
  });

  it('moves with a variable only what there is', () => {
    const unused = entries.flatMap(({ id, movedBy = {}, stores }) =>
      Object.entries(movedBy).flatMap(([variable, part]) => {
        const moves = (path: string) => part === '' || path === part || path.startsWith(`${part}/`);
        return stores.some(({ paths }) => paths.some(moves)) ? [] : [`${id} ${variable}`];
      }),
    );
    expect(unused).toEqual([]);
  });

  it('knows how every store that is no database looks only by patterns that end', () => {
    const hostile = `{${'"a":1,'.repeat(20_000)}`;
    for (const { looks } of entries.flatMap(({ stores }) => stores)) {
      const started = performance.now();
      looks?.test(hostile.slice(0, 4096));
      expect(performance.now() - started).toBeLessThan(200);
    }
  });
});
