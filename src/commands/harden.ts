import { join } from 'node:path';
import { TriageError } from '../errors.ts';
import { configurationReader } from '../evidence/configuration/configuration-reader.ts';
import { settingsFile } from '../evidence/configuration/settings-files.ts';
import { applyPlan, revertPlan, sha256Of } from '../harden/applied-plan.ts';
import { checkSystem } from '../harden/check-system.ts';
import { plannedDetections, writeDetections } from '../harden/detections/planned-detections.ts';
import type { HardenReport, ReportedPlan, SystemCheck } from '../harden/harden-report.ts';
import type { HardeningWishes } from '../harden/hardening.ts';
import { planSystem, type SystemPlan } from '../harden/hardening-plan.ts';
import type { PlannedFile } from '../harden/planned-file.ts';
import { RootFiles } from '../harden/root-files.ts';
import type { TargetSystem } from '../harden/target-system.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { highestLevel, type Level } from '../level.ts';
import { permissionSettings } from '../permissions/permission-settings.ts';
import type { Command, DocumentResult } from './command.ts';

type HardenOption =
  | 'system'
  | 'outputDir'
  | 'check'
  | 'revert'
  | 'lock'
  | 'minimumVersion'
  | 'retention'
  | 'telemetry'
  | 'autoMode'
  | 'rules'
  | 'hookProgram'
  | 'detections';

/** A plan; with `--output-dir` also its files, with `--check` what of it is in force, with `--revert` what was before. */
export const run: Command<HardenOption, HardenReport> = async (invocation) => {
  const { options } = invocation;
  const systems = options.system.length > 0 ? options.system : [systemOf(invocation.homeDirectory)];
  if (options.revert) return revert(invocation, systems);
  if (options.check) return check(invocation, systems);
  return plan(invocation, systems);
};

const oldestSafeVersion = '2.1.257';
const retentionDays = 365;

function wishesOf({ options, homeDirectory }: Invocation<HardenOption>): HardeningWishes {
  const { minimumVersion, lock, retention, telemetry, autoMode, hookProgram = 'yolo-triage-hook' } = options;
  return {
    minimumVersion: minimumVersion ?? oldestSafeVersion,
    locks: lock,
    retentionDays: retention ?? retentionDays,
    ...(telemetry !== undefined && { telemetryEndpoint: telemetry }),
    autoMode: autoMode ?? false,
    rules: rulesOf(options.rules, homeDirectory),
    ...(hookProgram !== 'none' && { hookProgram }),
  };
}

/** What `replay --suggest --format settings` wrote. */
function rulesOf(path: string | undefined, directory: string): HardeningWishes['rules'] {
  if (path === undefined) return { allow: [], ask: [], deny: [] };
  const home = { directory, recordedPath: directory, further: ['/'] };
  const reader = configurationReader({ home, isLive: true, reportGap: () => undefined });
  const file = settingsFile(reader, 'flag', path);
  if (!file)
    throw new TriageError(`no rules to read: ${path}`, 'give a settings file, as replay --suggest writes it');
  return permissionSettings(file.value);
}

function plan(
  invocation: Invocation<HardenOption>,
  systems: readonly TargetSystem[],
): DocumentResult<HardenReport> {
  const { options, now } = invocation;
  const wishes = wishesOf(invocation);
  const standing = options.root ?? options.outputDir ?? '/';
  const plans = systems.map((system) => planSystem(system, wishes, filesOf(standing, system, systems)));
  const detections = options.detections ? plannedDetections(new RootFiles(standing)) : [];
  if (options.outputDir !== undefined) {
    for (const one of plans) applyPlan(one.files, filesOf(options.outputDir, one.system, systems), now);
    writeDetections(detections, new RootFiles(options.outputDir));
  }
  return document({
    schemaVersion: 1,
    action: options.outputDir === undefined ? 'plan' : 'write',
    root: options.outputDir ?? standing,
    plans: plans.map(reported),
    ...(detections.length > 0 && { detections: detections.map(reportedFile) }),
  });
}

function check(
  invocation: Invocation<HardenOption>,
  systems: readonly TargetSystem[],
): DocumentResult<HardenReport> {
  const { options } = invocation;
  const root = options.root ?? options.outputDir ?? '/';
  const wishes = wishesOf(invocation);
  const checks = systems.map((system) => checkSystem(system, wishes, filesOf(root, system, systems)));
  return document(
    { schemaVersion: 1, action: 'check', root, checks },
    highestLevel(checks.flatMap(levelsOf)),
  );
}

function revert(
  { options }: Invocation<'outputDir'>,
  systems: readonly TargetSystem[],
): DocumentResult<HardenReport> {
  const root = options.outputDir ?? options.root;
  if (root === undefined) throw new TriageError('nothing to revert', 'name the folder with --output-dir');
  const done = systems.flatMap((system) => revertPlan(filesOf(root, system, systems)));
  return document({ schemaVersion: 1, action: 'revert', root, done });
}

/** With one system the folder is its root; with several, each has a folder of its own. */
function filesOf(root: string, system: TargetSystem, systems: readonly TargetSystem[]): RootFiles {
  return new RootFiles(systems.length > 1 ? join(root, system) : root);
}

/** Bypass mode that can be entered weighs most; a changed file is somebody's doing. */
function levelsOf({ keys, drift }: SystemCheck): Level[] {
  const missing = keys.filter(({ inForce, ignoredBy }) => !inForce || ignoredBy.length > 0);
  return [
    ...missing.map(({ path }): Level => (path.includes('disableBypassPermissionsMode') ? 'high' : 'medium')),
    ...drift.map((): Level => 'high'),
  ];
}

function reported({ files, ...rest }: SystemPlan): ReportedPlan {
  return { ...rest, files: files.map(reportedFile) };
}

function reportedFile({ bytes, ...file }: PlannedFile) {
  return { ...file, sizeBytes: bytes.byteLength, sha256: sha256Of(bytes) };
}

/** The system of whoever runs the program, by the form of the home. */
function systemOf(home: string): TargetSystem {
  if (/^[A-Za-z]:/.test(home)) return 'windows';
  return home.startsWith('/Users/') ? 'macos' : 'linux';
}

function document(given: HardenReport, level: Level | 'none' = 'none'): DocumentResult<HardenReport> {
  return { shape: 'document', document: given, status: { level, gaps: [] } };
}
