import type { CommandAnalysis, SimpleCommand } from '../shell/command-analysis.ts';
import type { Effect } from '../shell/effect.ts';
import type { PathContext } from '../shell/path-context.ts';
import { zoneOf } from '../shell/zone.ts';
import type { ClimbingPath } from './climbing-paths.ts';
import type { Disk } from './disk.ts';
import { type Place, placeOf } from './place.ts';
import { windowsFile } from './windows-name.ts';

/** An effect as the rules of a policy see it. */
export interface JudgedEffect {
  readonly effect: Effect;
  readonly place: Place;
  /** As the words of the call name it, before links were followed. */
  readonly named: string;
  /** That have it; none where a tool does. */
  readonly commands: readonly SimpleCommand[];
}

/** What stands behind the words of a call. */
export interface Surroundings {
  /** Places as the call names them. */
  readonly context: PathContext;
  readonly disk: Disk;
  readonly climbing: readonly ClimbingPath[];
}

/**
 * The effects of a call, each at the place that its words name and at the one that this machine opens for them, where
 * that is another. Both count: a profile that is a link into a project is still a profile. Only a name outside of the
 * project that leads into it counts for where it leads.
 * @throws where the disk cannot say
 */
export function judgedEffects(
  { commands, effects }: CommandAnalysis,
  { context, disk, climbing }: Surroundings,
): JudgedEffect[] {
  const opened = openedContext(context, disk);
  const byEffect = commandsByEffect(commands);
  return effects.flatMap((effect) => {
    const base = { named: effect.target, commands: byEffect.get(keyOf(effect)) ?? [] };
    const told = { ...base, effect, place: placeOf(effect, context) };
    const real = openedTargets(effect, { context, disk, climbing }).map((target): JudgedEffect => {
      const there = { ...effect, target, zone: zoneOf(target, opened) };
      return { ...base, effect: there, place: placeOf(there, opened) };
    });
    const isInside = real.length > 0 && real.every(({ place }) => withinReach.has(place));
    return isInside && told.place === 'elsewhere' && isPlain(effect) ? real : [told, ...real];
  });
}

const withinReach: ReadonlySet<Place> = new Set(['project', 'temporary']);

/** Nothing is known of the place by its own name. */
function isPlain({ zone }: Effect): boolean {
  return zone === 'home' || zone === 'outside';
}

const onFiles: ReadonlySet<Effect['action']> = new Set(['read', 'write', 'delete', 'configure', 'persist']);

/** Other paths that the machine opens for the target of an effect. */
function openedTargets(effect: Effect, { disk, climbing }: Surroundings): readonly string[] {
  const { action, target, traits = [] } = effect;
  if (!onFiles.has(action) || traits.includes('remote')) return [];
  const isOfLink = action === 'delete' && !traits.includes('recursive');
  const names = [windowsFile(target), ...climbing.flatMap((path) => path.replacing(target))];
  const real = names.map((name) => (isOfLink ? disk.realOfLink(name) : disk.real(name)));
  return [...new Set(real)].filter((path) => path !== target);
}

function openedContext({ home, cwd, repository }: PathContext, disk: Disk): PathContext {
  return { home: disk.real(home), cwd: disk.real(cwd), repository: disk.real(repository) };
}

function commandsByEffect(commands: readonly SimpleCommand[]): ReadonlyMap<string, readonly SimpleCommand[]> {
  const found = new Map<string, SimpleCommand[]>();
  for (const command of commands) {
    for (const effect of command.effects) {
      const known = found.get(keyOf(effect));
      if (known) known.push(command);
      else found.set(keyOf(effect), [command]);
    }
  }
  return found;
}

function keyOf({ action, target, program, traits = [] }: Effect): string {
  return `${action}\n${target}\n${program}\n${traits.join()}`;
}
