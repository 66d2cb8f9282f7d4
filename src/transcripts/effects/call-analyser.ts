import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import { homeOf } from '../../shell/homes.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { isProject } from '../../shell/project.ts';
import type { FileEdit } from '../file-edit.ts';
import { neverRan, type ToolCall } from '../tool-call.ts';
import { HomeTexts } from '../written/home-texts.ts';
import { callEffects } from './call-effects.ts';
import { fileEditsOf } from './file-edits.ts';
import { unknownHome } from './home-in-commands.ts';
import { namedRemovals } from './printed-removals.ts';
import { SessionFiles } from './session-files.ts';
import { WorkedProjects } from './worked-projects.ts';
import { WorkingTrees } from './working-trees.ts';

/** A call with what it does, and the places by which that was told. */
export interface AnalysedCall {
  /** With its effects. */
  readonly call: ToolCall;
  readonly analysis: CommandAnalysis;
  readonly paths: PathContext;
  /** What editing tools changed by it. */
  readonly edits: readonly FileEdit[];
  /** Files that its result names as removed with a folder that went as a whole. */
  readonly removed: readonly Effect[];
}

function withoutPlaceholder(analysis: CommandAnalysis, home: string): CommandAnalysis {
  if (home !== unknownHome) return analysis;
  const shortened = (effects: readonly Effect[]): Effect[] =>
    effects.map((effect) =>
      `${effect.target}/`.startsWith(`${home}/`) ? { ...effect, target: effect.target.slice(1) } : effect,
    );
  const commands = analysis.commands.map((command) => ({ ...command, effects: shortened(command.effects) }));
  return { ...analysis, commands, effects: shortened(analysis.effects) };
}

interface OpenSession {
  readonly id: string;
  /** Grows when the session works in a folder above it: it began in a part of the repository. */
  repository: string;
  /** Of whoever ran it, where the folder of a call does not tell. */
  readonly home: string;
  readonly files: SessionFiles;
  readonly trees: WorkingTrees;
  readonly projects: WorkedProjects;
  /** Of the call before: most calls are made where it was. */
  paths: PathContext | undefined;
}

/**
 * Tells what calls do, one after the other: what a session wrote is known when it, or a later one, runs it. Takes the
 * calls of a session together and in order of time, and sessions by when they began, as the inventory yields them.
 */
export class CallAnalyser {
  readonly #home: string;
  readonly #texts = new HomeTexts();
  #open: OpenSession | undefined;

  /** @param home as the evidence writes it, or {@link unknownHome}; taken where a call's own folder tells no other */
  constructor(home: string) {
    this.#home = home;
  }

  analyse(call: ToolCall): AnalysedCall {
    const session = this.#session(call);
    const cwd = call.cwd ?? session.repository;
    if (session.paths?.cwd !== cwd) session.paths = this.#pathsOf(session, cwd);
    session.files.begin(call.startedAt);
    const { effectsOfCall, paths } = this.#effectsOf(call, session.paths, session);
    const told = session.trees.observe({ call, analysis: effectsOfCall, paths });
    const analysis = withoutPlaceholder(told, paths.home);
    const ran = !neverRan(call.outcome);
    const edits = fileEditsOf(call, cwd);
    const removed = ran ? removedWithFolders(call, analysis, paths) : [];
    if (ran) session.files.observe(call, analysis, cwd);
    session.files.edited(edits);
    if (ran) session.projects.edited(edits.map(({ path }) => path));
    const { effects, problems } = analysis;
    const withEffects = { ...call, effects, ...(problems.length > 0 && { problems }) };
    return { call: withEffects, analysis, paths, edits, removed };
  }

  /** Told anew where the call itself shows that the session works in a place: `cd shop && rm -rf dist && npm run build`. */
  #effectsOf(call: ToolCall, paths: PathContext, session: OpenSession) {
    const effectsOfCall = callEffects(call, paths);
    if (!session.projects.observe({ call, analysis: effectsOfCall, paths })) return { effectsOfCall, paths };
    const known = this.#pathsOf(session, paths.cwd);
    session.paths = known;
    return { effectsOfCall: callEffects(call, known), paths: known };
  }

  #pathsOf(session: OpenSession, cwd: string): PathContext {
    const home = homeOf(cwd) ?? session.home;
    if (isAbove(cwd, session.repository) && isProject(cwd, home)) session.repository = cwd;
    const { repository, files } = session;
    return files.context({ home, cwd, repository, projects: session.projects.folders });
  }

  #session({ sessionId, cwd, evidence }: ToolCall): OpenSession {
    if (this.#open?.id !== sessionId) {
      this.#open = {
        id: sessionId,
        repository: cwd ?? this.#home,
        // Of an image with several homes, the transcript lies in the one of its user.
        home: homeOf(`/${evidence.path}`) ?? this.#home,
        files: new SessionFiles(this.#texts, sessionId),
        trees: new WorkingTrees(),
        projects: new WorkedProjects(),
        paths: undefined,
      };
    }
    return this.#open;
  }
}

function removedWithFolders(
  { result }: ToolCall,
  analysis: CommandAnalysis,
  paths: PathContext,
): readonly Effect[] {
  const isTree = ({ traits }: Effect) => traits?.includes('recursive') === true;
  const deleted = analysis.effects.filter(({ action }) => action === 'delete');
  if (!result || !deleted.some(isTree)) return [];
  const told = new Set(deleted.map(({ target }) => target));
  return namedRemovals(result.text, analysis, paths).filter(
    (file) =>
      !isTree(file) &&
      !told.has(file.target) &&
      deleted.some((one) => isTree(one) && isAbove(one.target, file.target)),
  );
}

/** Whether `folder` holds `inner`. */
function isAbove(folder: string, inner: string): boolean {
  return (
    inner.length > folder.length && /[\\/]/.test(inner.charAt(folder.length)) && inner.startsWith(folder)
  );
}
