import type { FlagOccurrence, Scope } from '../../scan/flag-occurrence.ts';
import type { LaunchPlace, SessionSummary } from '../session-summary.ts';
import { type RunnerFolder, runnerOf } from './ci-runner.ts';

/** What starts sessions in one project. */
export interface ProjectPlaces {
  /** As the evidence writes it. */
  readonly folder: string;
  /** Absolute, on this machine. */
  readonly path: string;
  /** Under which a CI runner may know the repository. */
  readonly names: readonly string[];
  readonly occurrences: readonly FlagOccurrence[];
  /** How often the job files of a service start the agent in any mode, by where they lie in the project. */
  readonly starts: Readonly<Record<string, number>>;
  /** The commit whose jobs are meant; absent where they are those that stand there now. */
  readonly commit?: string;
  /** The history of its repository does not reach back to the session: its jobs are those of a later day. */
  readonly isOfLaterDay?: true;
}

/** What starts sessions of one user. */
export interface LaunchPlaces {
  /** Of the user and of the machine. */
  readonly home: readonly FlagOccurrence[];
  readonly projects: readonly ProjectPlaces[];
}

/** How a session may have been started. */
export interface Launch {
  /** `true` where every job that can have started the session switches the prompts off. */
  readonly everyJob: boolean;
  readonly places: readonly LaunchPlace[];
}

const placesAtMost = 5;

/** Routes by which a session begins in the mode; others only make it possible to switch to it. */
const starting: ReadonlySet<string> = new Set([
  'skip-permissions-flag',
  'bypass-mode-flag',
  'default-mode-setting',
  'editor-mode-setting',
  'sdk-mode-option',
]);

/**
 * Places that may have started a session with prompts off. A runner starts only what the jobs of its repository say;
 * on any other machine a person may have started the session in another way.
 */
export function launchOf(session: SessionSummary, places: LaunchPlaces): Launch | undefined {
  const runner = session.cwds.map(runnerOf).find((found) => found !== undefined);
  const launch = runner ? launchByJob(session, runner, places) : launchByHand(session, places);
  return launch.places.length === 0 ? undefined : launch;
}

function launchByJob(session: SessionSummary, runner: RunnerFolder, { projects }: LaunchPlaces): Launch {
  const own = projects.filter((project) => isProjectOf(session, runner, project));
  const jobs = own.flatMap(({ occurrences, commit }) =>
    occurrences
      .filter(({ scope, route }) => scope === 'ci-job' && starting.has(route))
      .filter(({ path }) => path.includes(`/${runner.jobs}`))
      .map((occurrence) => ({ ...occurrence, ...(commit !== undefined && { commit }) })),
  );
  const starts = own.reduce((sum, project) => sum + (project.starts[runner.jobs] ?? 0), 0);
  const otherModes = Object.keys(session.callsByMode).filter(
    (mode) => mode !== 'unknown' && mode !== 'bypassPermissions',
  );
  const isOfThatDay = own.every(({ isOfLaterDay }) => isOfLaterDay !== true);
  const everyJob = isOfThatDay && jobs.length > 0 && jobs.length >= starts && otherModes.length === 0;
  return { everyJob, places: placesOf(jobs) };
}

/** Whether the job of a runner can belong to a project: by where the session worked, or by the name of the repository. */
export function isProjectOf(
  { cwds }: SessionSummary,
  { repositories }: RunnerFolder,
  { folder, names }: Pick<ProjectPlaces, 'folder' | 'names'>,
): boolean {
  return cwds.some((cwd) => liesIn(cwd, folder)) || names.some((name) => repositories.includes(name));
}

function launchByHand(session: SessionSummary, { home, projects }: LaunchPlaces): Launch {
  const nearby = projects.filter(({ folder }) => session.cwds.some((cwd) => liesIn(cwd, folder)));
  const own = home.filter((occurrence) => reaches(occurrence, session));
  const ofProjects = nearby
    .flatMap(({ occurrences }) => occurrences)
    .filter((occurrence) => occurrence.scope !== 'settings' || readsProjectSettings(session))
    .filter((occurrence) => reaches(occurrence, session));
  return { everyJob: false, places: placesOf([...own, ...ofProjects]) };
}

/** Whether a place of this scope can start this session. */
const reach: Readonly<Record<Scope, (occurrence: FlagOccurrence, session: SessionSummary) => boolean>> = {
  settings: () => true,
  'shell-profile': (_occurrence, session) => mayBe(session, /^(?:cli|sdk-cli)$/),
  'one-off-command': ({ at }, session) =>
    mayBe(session, /^(?:cli|sdk-cli)$/) && (at === undefined || beginsAfter(session, at)),
  editor: (_occurrence, session) => mayBe(session, /^claude-vscode$/),
  'source-code': (_occurrence, session) => mayBe(session, /^sdk-/),
  'repository-script': (_occurrence, session) => mayBe(session, /^(?:cli|sdk-)/),
  'container-image': () => true,
  'ci-job': () => false,
};

function reaches(occurrence: FlagOccurrence, session: SessionSummary): boolean {
  const { kind, agent, route, scope } = occurrence;
  const starts = kind !== 'mention' && agent === 'claude' && starting.has(route);
  return starts && reach[scope](occurrence, session);
}

/** Versions before 2.1.81 do not record how they were started. */
function mayBe({ entrypoints }: SessionSummary, wanted: RegExp): boolean {
  return entrypoints.length === 0 || entrypoints.some((entrypoint) => wanted.test(entrypoint));
}

const startWithinMs = 10 * 60_000;

function beginsAfter({ startedAt }: SessionSummary, at: string): boolean {
  if (startedAt === undefined) return true;
  const delayMs = Date.parse(startedAt) - Date.parse(at);
  return delayMs >= 0 && delayMs <= startWithinMs;
}

/** From 2.1.257 on the settings of a project do not grant the mode; sessions of the editor never read them for it. */
function readsProjectSettings({ versions, entrypoints }: SessionSummary): boolean {
  const ofEditor =
    entrypoints.length > 0 && entrypoints.every((entrypoint) => entrypoint === 'claude-vscode');
  return !ofEditor && (versions.length === 0 || versions.some((version) => isBefore(version, [2, 1, 257])));
}

function isBefore(version: string, limit: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  const index = limit.findIndex((part, place) => (parts[place] ?? 0) !== part);
  return index !== -1 && (parts[index] ?? 0) < (limit[index] ?? 0);
}

function liesIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`);
}

function placesOf(occurrences: readonly (FlagOccurrence & Pick<LaunchPlace, 'commit'>)[]): LaunchPlace[] {
  return occurrences.slice(0, placesAtMost).map(({ route, scope, at, commit, evidence }) => ({
    route,
    scope,
    ...(at !== undefined && { at }),
    ...(commit !== undefined && { commit }),
    evidence,
  }));
}
