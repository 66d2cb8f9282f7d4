import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/agents/agent.ts';
import { agents, otherAgents } from '../../src/agents/index.ts';
import { storeRoot } from '../../src/agents/store-root.ts';
import { isConfigurationPlace, namesConfiguration } from '../../src/events/provenance/configuration-names.ts';
import { unattendedLaunches } from '../../src/harden/detections/unattended-launch.ts';
import { credentialStoreOf } from '../../src/secrets/credential-stores.ts';
import { groups } from '../../src/shell/programs/index.ts';
import { zoneOf } from '../../src/shell/zone.ts';
import { scan, treeOf } from '../scan/support.ts';
import { effectsOf } from '../shell/support.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { databaseText, everyStoreSample, storeSamples } from './store-samples.ts';

const entries: readonly Agent[] = agents;
const unattended = otherAgents.flatMap(({ id, short: name = id, programs, unattended: ways }) =>
  ways ? [{ name, programs, ways }] : [],
);
const startedBy = unattended.flatMap(
  ({ name, programs, ways: { flags = [], ownFlags = [], values = {} } }) => {
    const options = [
      ...[...flags, ...ownFlags].map((option) => option),
      ...Object.entries(values).flatMap(([option, given]) => given.map((value) => `${option} '${value}'`)),
    ];
    // A name of two letters is not taken for a program that starts an agent.
    return programs
      .filter((program) => program.length > 2)
      .flatMap((program) => options.map((option) => ({ name, line: `${program} ${option}` })));
  },
);
const setBy = unattended.flatMap(({ name, ways: { settings = {} } }) =>
  Object.entries(settings).flatMap(([key, given]) =>
    given.flatMap((value) => (typeof value === 'string' ? [{ name, key, value }] : [])),
  ),
);

async function agentsIn(path: string, text: string): Promise<readonly string[]> {
  const { document } = await scan([treeOf({ [path]: text }), '--agents', 'all']);
  return (document?.occurrences ?? []).map(({ agent }: { agent: string }) => agent);
}

describe('scan', () => {
  it.each(startedBy)('finds $line', async ({ name, line }) => {
    expect(await agentsIn('a.sh', `#!/bin/sh\n${line}\n`)).toEqual([name]);
  });

  it.each(setBy)('finds $key = $value', async ({ name, key, value }) => {
    const path = /^[A-Z_]+$/.test(key) ? '.bashrc' : 'settings.json';
    const text = path === '.bashrc' ? `export ${key}='${value}'\n` : JSON.stringify({ [key]: value });
    expect(await agentsIn(path, text)).toEqual([name]);
  });
});

describe('the detections of harden', () => {
  it('know every option that starts another agent without its prompts', () => {
    const known = new Map(
      unattendedLaunches.map((launch) => [launch.id, [...launch.words, ...launch.switches]]),
    );
    const missing = unattended.flatMap(({ name, ways: { flags = [], ownFlags = [] } }) =>
      [...flags, ...ownFlags].filter((option) => !known.get(`${name}-unattended`)?.includes(option)),
    );
    expect(missing).toEqual([]);
  });
});

describe('harden --check', () => {
  it('names every agent whose folder lies in a home', async () => {
    const folders = otherAgents.flatMap(({ name, folders: [folder] }) => (folder ? [{ name, folder }] : []));
    const image = evidenceImage(
      Object.fromEntries(folders.map(({ folder }) => [`home/dana/${folder}/x`, ''])),
    );
    const { stdout } = await runCli(['harden', '--check', '--system', 'linux', '--root', image.root]);
    expect(folders.filter(({ name }) => !stdout.includes(`${name} runs beside this policy`))).toEqual([]);
  });
});

describe('zones', () => {
  const context = { home: '/home/dana', cwd: '/home/dana/app', repository: '/home/dana/app' };

  it('take the folders of every agent for its configuration, where they hold no other credentials, but not what it recorded', () => {
    const zones = entries.flatMap(({ folders }) =>
      folders
        .filter((folder) => /^\.(?!aws)/.test(folder))
        .map((folder) => zoneOf(`/home/dana/${folder}/x`, context)),
    );
    expect(new Set(zones)).toEqual(new Set(['agent-config']));
    const records = storeSamples
      .filter(({ store, agent }) => store.session === 'file' && agent.folders.length > 0)
      .map(({ store, path }) => zoneOf(`/home/dana/${storeRoot(store, path)}/x.jsonl`, context));
    expect(records).not.toContain('agent-config');
  });
});

describe('credentials', () => {
  it('of every agent are known wherever its home lies', () => {
    const files = entries.flatMap(({ id, credentials = [] }) =>
      credentials.flatMap(({ kind = id, paths }) => paths.map((path) => [kind, path] as const)),
    );
    expect(files.length).toBeGreaterThan(5);
    for (const [kind, path] of files) expect(credentialStoreOf(`/srv/home/${path}`)?.kind).toBe(kind);
  });
});

describe('the ledger of writes', () => {
  it('keeps what was written to a configuration of every agent', () => {
    const paths = entries.flatMap(({ mcp }) => (mcp?.places ?? []).map(({ path }) => path));
    const plain = paths.filter((path) => !path.includes('*'));
    expect(plain.filter((path) => !namesConfiguration(`echo x > ~/${path}`))).toEqual([]);
    expect(
      plain.filter((path) => !/^(?:\/|[A-Z]:)/.test(path) && !isConfigurationPlace(`/home/dana/${path}`)),
    ).toEqual([]);
  });
});

describe('the shell', () => {
  it('knows that every agent starts a program of its own', () => {
    const programs = entries.flatMap((agent) => agent.programs).filter((name) => name.length > 2);
    expect(programs.filter((name) => !effectsOf(`${name} go`).includes(`execute agent ${name}`))).toEqual([]);
  });

  it('has every name once', () => {
    const names = groups.flatMap((group) => Object.keys(group).flatMap((key) => key.split(' ')));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each([
    ['goose run -t go', 'execute agent goose'],
    ['goose session', 'execute agent goose'],
    ['goose -dir migrations postgres "dsn" up', 'write database of goose up database'],
    [
      'goose -dir migrations sqlite3 ./x.db reset',
      'delete database of goose reset database irreversible recursive',
    ],
    ['copilot -p "deploy it" --allow-all-tools', 'execute agent copilot'],
    ['copilot', 'execute agent copilot'],
    ['copilot app delete --yes', 'delete copilot app delete irreversible remote'],
  ])('tells two programs of one name apart: %s', (command, effect) => {
    expect(effectsOf(command).map((text) => text.replace(/ forced$/, ''))).toContain(effect);
  });
});

describe('collect', () => {
  it('takes the sessions of every agent along', async () => {
    const files = everyStoreSample.map(({ path, store, agent }) => [
      `home/dana/${path}`,
      store.session === 'database' ? databaseText[agent.id] : '{}',
    ]);
    const { root, home } = evidenceImage(Object.fromEntries(files));
    const bag = join(treeOf({ note: '' }), 'bag');
    await runCli(['collect', bag, '--home', home, '--root', root]);
    const missing = everyStoreSample.filter(
      ({ path }) => !existsSync(join(bag, 'data/root/home/dana', path)),
    );
    expect(missing.map(({ path }) => path)).toEqual([]);
    const { stdout } = await runCli(['sessions', '--home', bag, '--format', 'json']);
    expect(stdout).toContain('of Hermes Agent, last written');
  }, 60_000);
});

describe('posture', () => {
  it('lists every agent that is installed or has sessions', async () => {
    const packages = entries.flatMap(({ packages }) => packages?.npm ?? []);
    const { root, home } = evidenceImage({
      ...Object.fromEntries(
        packages.map((name) => [`usr/lib/node_modules/${name}/package.json`, '{"version":"1.2.3"}']),
      ),
      'home/dana/.hermes/sessions/session_s.json': '{}',
    });
    const { stdout } = await runCli(['posture', '--home', home, '--root', root, '--format', 'json']);
    const found = JSON.parse(stdout).agents as { name: string; version: string; channel: string }[];
    const listed = found.map(({ name, version, channel }) => `${name} ${version} ${channel}`);
    const expected = entries.filter(({ packages }) => packages?.npm).map(({ id }) => `${id} 1.2.3 npm`);
    expect(listed).toEqual(expect.arrayContaining([...expected, 'hermes unknown sessions']));
  });
});
