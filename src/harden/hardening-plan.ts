import { builtInPolicy } from '../hook/built-in-policy.ts';
import { mergeSettings } from '../permissions/merge-settings.ts';
import { type HardenedKey, type HardeningWishes, hardenedKeys } from './hardening.ts';
import { type PlannedFile, plannedFile } from './planned-file.ts';
import { configurationProfile } from './property-list.ts';
import { registryPolicy } from './registry-policy.ts';
import type { RootFiles } from './root-files.ts';
import { isSettings, type Settings, settingsAt, valueAt } from './settings-tree.ts';
import { isAsStrict } from './strictness.ts';
import { nativePath, type TargetSystem, targetSystems } from './target-system.ts';

/** What is to be done on one system; nothing is written yet. */
export interface SystemPlan {
  readonly system: TargetSystem;
  readonly keys: readonly HardenedKey[];
  readonly files: readonly PlannedFile[];
  /** Values that stand there now and are replaced, or that a later file would override. */
  readonly notes: readonly string[];
}

/** Beside the policy, in a folder of its own: what an administrator imports by other means. */
const sideFolder = 'yolo-triage';

/**
 * Puts the wishes together with what stands below the root. https://code.claude.com/docs/en/managed-settings
 * @throws {TriageError} where a link stands in the way
 */
export function planSystem(system: TargetSystem, wishes: HardeningWishes, standing: RootFiles): SystemPlan {
  const { folder } = targetSystems[system];
  const policyPath = `${folder}/yolo-triage-policy.json`;
  const keys = hardenedKeys(wishes, system, nativePath(system, policyPath));
  const notes: string[] = [];
  const main = `${folder}/managed-settings.json`;
  const before = readSettings(main, standing, notes);
  const after = keys
    .filter((key) => !isAsStrict(valueAt(before, key.path), key))
    .reduce<unknown>((settings, { path, value }) => mergeSettings(settings, settingsAt(path, value)), before);
  notes.push(...replaced(before, keys));
  const settings = isSettings(after) ? after : {};
  const policy = json({ schemaVersion: 1, ...builtInPolicy });
  const files = [
    plannedFile({ path: main, purpose: 'managed settings', bytes: json(settings) }, standing),
    ...dropIn({ folder, keys, settings }, standing, notes),
    ...(wishes.hookProgram === undefined
      ? []
      : [plannedFile({ path: policyPath, purpose: 'policy of the hook', bytes: policy }, standing)]),
    ...sideFiles(system, settings, standing),
  ];
  return { system, keys, files, notes };
}

function sideFiles(system: TargetSystem, settings: Settings, standing: RootFiles): PlannedFile[] {
  if (system === 'macos') {
    const bytes = new TextEncoder().encode(configurationProfile(settings));
    const path = `${sideFolder}/claude-code.mobileconfig`;
    return [plannedFile({ path, purpose: 'configuration profile, for device management', bytes }, standing)];
  }
  if (system !== 'windows') return [];
  const path = `${sideFolder}/claude-code-policy.reg`;
  const purpose = 'registry policy, for group policy or reg import';
  return [plannedFile({ path, purpose, bytes: registryPolicy(settings) }, standing)];
}

const lastDropIn = 'zz-yolo-triage.json';

/** Drop-ins apply after the main file (2.1.83); where one overrides a wanted value, a last one puts it back. */
function dropIn(
  { folder, keys, settings }: { folder: string; keys: readonly HardenedKey[]; settings: Settings },
  standing: RootFiles,
  notes: string[],
): PlannedFile[] {
  const parts = `${folder}/managed-settings.d`;
  const names = standing.list(parts).filter((name) => /^[^.].*\.json$/.test(name) && name !== lastDropIn);
  const merged = names.reduce<unknown>(
    (all, name) => mergeSettings(all, readSettings(`${parts}/${name}`, standing, notes)),
    settings,
  );
  const lost = keys.filter((key) => !isAsStrict(valueAt(merged, key.path), key));
  if (lost.length === 0) return [];
  notes.push(...lost.map(({ path }) => `a drop-in overrides ${path.join('.')}; ${lastDropIn} puts it back`));
  const back = lost.reduce<unknown>(
    (all, { path, value }) => mergeSettings(all, settingsAt(path, value)),
    {},
  );
  const path = `${parts}/${lastDropIn}`;
  return [plannedFile({ path, purpose: 'drop-in that applies last', bytes: json(back) }, standing)];
}

function readSettings(path: string, standing: RootFiles, notes: string[]): Settings {
  const found = standing.read(path);
  if (!found) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(found.bytes));
    if (isSettings(value)) return value;
  } catch {
    // told below
  }
  notes.push(`${path} is no JSON object: Claude Code ignores it; the plan replaces it`);
  return {};
}

function replaced(before: Settings, keys: readonly HardenedKey[]): string[] {
  return keys.flatMap((key) => {
    const found = valueAt(before, key.path);
    if (found === undefined || Array.isArray(key.value) || isAsStrict(found, key)) return [];
    return [`${key.path.join('.')} was ${JSON.stringify(found)}`];
  });
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
