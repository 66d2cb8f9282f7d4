import { otherAgents } from '../agents/index.ts';
import { TriageError } from '../errors.ts';
import { checkDecisionLogText } from '../hook/decision-log.ts';
import { parseHookPolicy } from '../hook/parse-policy.ts';
import { compareAgentVersions, parseAgentVersion } from '../permissions/agent-version.ts';
import { mergeSettings } from '../permissions/merge-settings.ts';
import { driftOf } from './applied-plan.ts';
import type { SystemCheck } from './harden-report.ts';
import { type HardeningWishes, hardenedKeys } from './hardening.ts';
import type { RootFiles } from './root-files.ts';
import { isSettings, valueAt } from './settings-tree.ts';
import { isAsStrict } from './strictness.ts';
import { nativePath, type TargetSystem, targetSystems } from './target-system.ts';

/** Compares what stands below a root with what is wanted there. */
export function checkSystem(system: TargetSystem, wishes: HardeningWishes, root: RootFiles): SystemCheck {
  const { folder } = targetSystems[system];
  const notes: string[] = [];
  const policyPath = `${folder}/yolo-triage-policy.json`;
  const settings = managedSettings(folder, root, notes);
  const installed = installedVersions(root, notes);
  const source = managedSource(system, settings, { root, notes });
  const keys = hardenedKeys(wishes, system, nativePath(system, policyPath)).map((key) => {
    const found = valueAt(settings, key.path);
    const ignoredBy = installed
      .filter(({ version }) => isOlder(version, key.since))
      .map(({ version }) => version);
    return {
      ...key,
      found,
      inForce: source !== 'plist' && isAsStrict(found, key),
      ignoredBy: [...new Set(ignoredBy)],
    };
  });
  if (wishes.hookProgram !== undefined) notes.push(...policyNotes(policyPath, root));
  notes.push(...logNotes(root));
  return { system, source, keys, drift: driftOf(root), installed, open: openWays(root, notes), notes };
}

/** Several sources are not merged: one that is stronger than the files makes them count for nothing. */
function managedSource(
  system: TargetSystem,
  settings: unknown,
  { root, notes }: { readonly root: RootFiles; readonly notes: string[] },
): SystemCheck['source'] {
  const plist = 'Library/Managed Preferences/com.anthropic.claudecode.plist';
  if (system === 'macos' && root.read(plist)) {
    notes.push(
      `${plist} is there: Claude Code takes it and ignores the files; compare it with the configuration profile`,
    );
    return 'plist';
  }
  if (system === 'windows')
    notes.push('the registry is not read here; a policy under HKLM comes before the files');
  return isSettings(settings) && Object.keys(settings).length > 0 ? 'file' : 'none';
}

function managedSettings(folder: string, root: RootFiles, notes: string[]): unknown {
  const parts = `${folder}/managed-settings.d`;
  const names = root.list(parts).filter((name) => /^[^.].*\.json$/.test(name));
  const paths = [`${folder}/managed-settings.json`, ...names.map((name) => `${parts}/${name}`)];
  return paths.reduce<unknown>((all, path) => mergeSettings(all, parsed(path, root, notes)), {});
}

function parsed(path: string, root: RootFiles, notes: string[]): unknown {
  const found = root.read(path);
  if (!found) return {};
  try {
    return JSON.parse(new TextDecoder().decode(found.bytes));
  } catch {
    notes.push(`${path} is no JSON: Claude Code takes nothing from it`);
    return {};
  }
}

function policyNotes(path: string, root: RootFiles): string[] {
  const found = root.read(path);
  if (!found) return [`${path} is missing: the hook denies every call without it`];
  const policy = parseHookPolicy(new TextDecoder().decode(found.bytes));
  return typeof policy === 'string' ? [`${path} ${policy}: the hook denies every call`] : [];
}

const homesAtMost = 1_000;

function homes(root: RootFiles): readonly string[] {
  const folders = ['home', 'Users'].flatMap((folder) => root.list(folder).map((name) => `${folder}/${name}`));
  return [...folders, 'root'].slice(0, homesAtMost);
}

/** https://code.claude.com/docs/en/setup */
function installedVersions(root: RootFiles, notes: string[]): SystemCheck['installed'] {
  const native = homes(root).flatMap((home) => {
    const folder = `${home}/.local/share/claude/versions`;
    return attempt(() => root.list(folder), notes, []).map((version) => ({
      version,
      path: `${folder}/${version}`,
    }));
  });
  const packages = ['usr/lib', 'usr/local/lib', 'opt/homebrew/lib'].flatMap((prefix) => {
    const path = `${prefix}/node_modules/@anthropic-ai/claude-code/package.json`;
    const version = valueAt(
      attempt(() => parsed(path, root, notes), notes, {}),
      ['version'],
    );
    return typeof version === 'string' ? [{ version, path }] : [];
  });
  return [...native, ...packages].filter(({ version }) => parseAgentVersion(version) !== undefined);
}

function isOlder(version: string, since: string | undefined): boolean {
  const [installed, floor] = [parseAgentVersion(version), parseAgentVersion(since)];
  return installed !== undefined && floor !== undefined && compareAgentVersions(installed, floor) < 0;
}

/** https://code.claude.com/docs/en/managed-settings#what-a-developer-can-change */
function openWays(root: RootFiles, notes: string[]): SystemCheck['open'] {
  const inHomes = (path: string) =>
    homes(root)
      .map((home) => `${home}/${path}`)
      .filter((place) => attempt(() => root.list(place).length > 0, notes, false));
  return [
    {
      what: 'a personal install of another version, as far as requiredMinimumVersion does not know it',
      traces: inHomes('.local/share/claude/versions'),
    },
    { what: 'another base URL or provider, with which server-managed settings are not fetched', traces: [] },
    { what: 'local administrators can edit the managed files themselves', traces: [] },
    ...otherAgents.map(({ name, folders }) => ({
      what: `${name} runs beside this policy`,
      traces: folders.filter((folder) => !folder.startsWith('/')).flatMap(inHomes),
    })),
  ].filter(({ what, traces }) => traces.length > 0 || !what.includes('runs beside'));
}

function logNotes(root: RootFiles): string[] {
  const notes: string[] = [];
  for (const home of homes(root)) {
    const path = `${home}/.local/state/yolo-triage/decisions.ndjson`;
    const found = attempt(() => root.read(path), notes, undefined);
    if (!found) continue;
    const problems = checkDecisionLogText(new TextDecoder().decode(found.bytes));
    notes.push(...problems.slice(0, 3).map((problem) => `${path}: ${problem}`));
  }
  return notes;
}

/** A link in a home is no reason to stop; that it was not followed is said. */
function attempt<T>(action: () => T, notes: string[], otherwise: T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof TriageError)) throw error;
    notes.push(`not looked at: ${error.message}`);
    return otherwise;
  }
}
