import { parse } from 'node:path';
import { projectsKeptIn } from '../agents/kept-projects.ts';
import { expandPath } from '../configuration/expand-path.ts';
import { whereLinksLead } from '../configuration/follow-links.ts';
import { type Home, hostPath, isAtHand, territoryOf } from '../home.ts';
import { liesIn } from '../lies-in.ts';
import { readHead } from '../read-head.ts';
import type { Environment, PlacedSetting } from './environment.ts';
import { type EnvironmentFiles, filesOfHome, filesOfProject, filesOfSystem } from './environment-files.ts';
import { resolvePath } from './resolve-path.ts';
import type { ReadSettings } from './setting.ts';

/** Profiles can name ever further files. */
const filesAtMost = 2000;

const known = new WeakMap<Home, Map<string, Environment>>();

/** Read once for each home. @param directory of the user's home, absolute on this machine */
export function environmentOf(directory: string, home: Home): Environment {
  const ofHome = known.get(home) ?? new Map<string, Environment>();
  known.set(home, ofHome);
  const found = ofHome.get(directory) ?? readEnvironment(directory, home);
  ofHome.set(directory, found);
  return found;
}

function readEnvironment(directory: string, home: Home): Environment {
  const reading = startReading({ home, directory, settings: [], projects: [], sourced: [] });
  readAll(filesOfHome, directory, reading);
  if (isAtHand(home, '/etc')) readAll(filesOfSystem, hostPath(home, '/'), reading);
  return withProjects(reading.environment, projectsKeptIn(directory));
}

/** The same, with what the files of further folders set; those are absolute on this machine. */
export function withProjects(environment: Environment, folders: readonly string[]): Environment {
  const known = new Set(environment.projects);
  const further = folders.filter((folder) => !known.has(folder));
  const reading = startReading(environment);
  for (const folder of further) readAll(filesOfProject, folder, { ...reading, folder });
  return { ...reading.environment, projects: [...environment.projects, ...further] };
}

/** An environment while it grows. */
interface Reading {
  readonly environment: Environment;
  readonly settings: PlacedSetting[];
  readonly sourced: string[];
  readonly seen: Set<string>;
  /** Of a project. */
  readonly folder?: string;
}

function startReading(known: Environment): Reading {
  const [settings, sourced] = [[...known.settings], [...known.sourced]];
  return { environment: { ...known, settings, sourced }, settings, sourced, seen: new Set() };
}

function readAll(files: readonly EnvironmentFiles[], folder: string, reading: Reading): void {
  for (const { paths, read } of files) {
    for (const path of paths.flatMap((pattern) => expandPath(folder, pattern, reading.environment.home)))
      readFile(path, read, reading);
  }
}

/** What a file names as its source is read in the file's own form. */
function readFile(path: string, read: ReadSettings, reading: Reading): void {
  const { environment, settings, sourced, seen, folder } = reading;
  const file = whereLinksLead(path, environment.home);
  if (file === undefined || seen.has(file) || seen.size >= filesAtMost) return;
  seen.add(file);
  const told = read(readHead(file));
  for (const setting of told.settings) {
    settings.push({ ...setting, file: path, ...(folder !== undefined && { folder }) });
  }
  for (const source of told.sources) {
    const named = resolvePath(source, environment, folder);
    for (const next of filesAt(named, environment.home)) {
      sourced.push(next);
      readFile(next, read, reading);
    }
  }
}

/** Inside of the evidence only. */
function filesAt(path: string | undefined, home: Home): readonly string[] {
  if (path === undefined || !territoryOf(home).some((folder) => liesIn(path, folder))) return [];
  const { root } = parse(path);
  return path.includes('*') ? expandPath(root, path.slice(root.length), home) : [path];
}
