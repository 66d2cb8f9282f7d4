import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
import type { Basis } from '../../events/foreign-logs/sighting.ts';
import { CloudEvents } from './cloud-events.ts';
import { eventTexts, givenCommand, isAgentShell, plainText } from './command-text.ts';
import { detached } from './detached.ts';
import { type AgentProcess, type Family, ProcessTree } from './process-tree.ts';
import { isAmong, RunningCalls, type TimedCall } from './running-calls.ts';
import type { Recorded } from './sides.ts';
import { Sightings } from './sightings.ts';

/** What the words of a process say of an agent that it is. */
export interface AgentStart {
  /** Id in `src/agents/`. */
  readonly agent: string;
  /** Its prompts are off. */
  readonly isUnattended: boolean;
  /** The variable that stands in its environment: `IS_SANDBOX`. */
  readonly guard?: string;
}

/** A start of an agent, as a log has it. */
export interface Launch {
  readonly event: ForeignEvent;
  readonly start: AgentStart;
}

/** @returns nothing where a process is no agent */
export type AgentStartOf = (event: ForeignEvent) => AgentStart | undefined;

/** Joins the events of other logs with calls, one after the other. Process events come before what they did. */
export class WitnessJoin {
  readonly calls: RunningCalls;
  readonly sightings = new Sightings();
  readonly tree = new ProcessTree();
  readonly families: Family[] = [];
  readonly launches: Launch[] = [];
  readonly cloud = new CloudEvents();
  /** By host: how many calls have a process there. */
  readonly matchedByHost = new Map<string, number>();
  readonly #agentStartOf: AgentStartOf;
  readonly #explained = new Set<TimedCall>();

  constructor({ calls }: Pick<Recorded, 'calls'>, agentStartOf: AgentStartOf) {
    this.calls = new RunningCalls(calls);
    this.#agentStartOf = agentStartOf;
  }

  /** @param event with its time by the clock of the transcripts */
  take(event: ForeignEvent): void {
    if (event.kind === 'cloud') this.cloud.add(event);
    else if (event.kind !== 'process') this.#deed(event);
    else if (event.action === 'end') this.tree.end(event);
    else this.#started(event);
  }

  #started(event: ForeignEvent): void {
    const { process, parent } = event.actor;
    const start = event.failed ? undefined : this.#agentStartOf(event);
    if (start) this.#launched({ event, start });
    const family = this.#familyOf(event, start);
    if (family) this.#explain(family, event);
    else if (!start) this.#likeCall(event);
    this.cloud.program(event, family);
    if (event.failed || process === undefined) return;
    if (!start && !family) {
      this.tree.end(event);
      return;
    }
    const agent = start && { key: process, agent: start.agent, start: detached(event), endMs: undefined };
    // A wrapper that becomes the agent, and the agent that becomes another program of itself, are one.
    const same = agent && this.tree.find(event, process, event.atMs)?.agent;
    if (same && parent === same.start?.actor.parent) return;
    this.tree.add(event, process, { ...(family && { family }), ...(agent && { agent }) });
  }

  #launched({ event, start }: Launch): void {
    if (this.launches.length < mostLaunches) this.launches.push({ event: detached(event), start });
    else this.tree.isFull = true;
  }

  /** What the agent started that an event belongs to; opened where it is the first. */
  #familyOf(event: ForeignEvent, start: AgentStart | undefined): Family | undefined {
    const { process, parent, commandLine = '', environment } = event.actor;
    const isShell = isAgentShell(commandLine);
    const before = isShell || start ? undefined : this.tree.find(event, process, event.atMs);
    if (before?.family && before.event.actor.parent === parent) return joined(before.family, event);
    const above = this.tree.find(event, parent, event.atMs);
    if (above?.agent) return start ? undefined : this.#opened(event, above.agent);
    if (above?.family) return joined(above.family, event);
    if (!isShell && environment?.['CLAUDECODE'] !== '1') return undefined;
    const agent: AgentProcess = { key: parent ?? '', agent: 'claude-code', endMs: undefined };
    if (parent !== undefined) this.tree.add({ ...event, actor: {} }, parent, { agent });
    return this.#opened(event, agent);
  }

  #opened(top: ForeignEvent, agent: AgentProcess): Family {
    const family: Family = { top: detached(top), agent, call: undefined, members: [], deeds: [], count: 1 };
    if (this.families.length < mostFamilies) this.families.push(family);
    else this.tree.isFull = true;
    return family;
  }

  #explain(family: Family, event: ForeignEvent): void {
    if (family.call) {
      this.sightings.add(family.call.call.id, event, this.#saidBy(event, family.call) ?? 'parent');
      return;
    }
    const found = this.#callOf(event);
    if (!found) return;
    family.call = found.call;
    this.#saw(found, event);
  }

  /** No lineage, but the words and the time of a call. */
  #likeCall(event: ForeignEvent): void {
    const found = this.#callOf(event);
    if (found) this.#saw(found, event);
  }

  #saw({ call, by }: { readonly call: TimedCall; readonly by: Basis }, event: ForeignEvent): void {
    this.#explained.add(call);
    const host = event.host ?? '';
    this.matchedByHost.set(host, (this.matchedByHost.get(host) ?? 0) + 1);
    this.sightings.add(call.call.id, event, by);
  }

  #saidBy({ actor }: ForeignEvent, call: TimedCall): Basis | undefined {
    return eventTexts(actor).some((text) => this.calls.saying(text).includes(call)) ? 'command' : undefined;
  }

  /** By its words; else the words are inside each other, as one quoting or another makes them. */
  #callOf(event: ForeignEvent): { readonly call: TimedCall; readonly by: Basis } | undefined {
    const texts = eventTexts(event.actor);
    for (const text of texts) {
      const call = this.#nearest(
        this.calls.saying(text).filter((timed) => isAmong(event.atMs, timed)),
        event.atMs,
      );
      if (call) return { call, by: 'command' };
    }
    const { commandLine = '' } = event.actor;
    const isSame = isAgentShell(commandLine)
      ? isCutOf(givenCommand(commandLine) ?? '')
      : isPartOf(plainText(commandLine));
    const call = this.#nearest(this.calls.at(event.atMs).filter(isSame), event.atMs);
    return call && { call, by: 'part of the command' };
  }

  /** Of several alike, one that has no process yet. */
  #nearest(calls: readonly TimedCall[], atMs: number): TimedCall | undefined {
    const free = calls.filter((call) => !this.#explained.has(call));
    return (free.length > 0 ? free : calls).toSorted(
      (a, b) => Math.abs(a.fromMs - atMs) - Math.abs(b.fromMs - atMs),
    )[0];
  }

  /** A connection or a file of a process below the agent, or one that a running call names. */
  #deed(event: ForeignEvent): void {
    const family = this.tree.find(event, event.actor.process, event.atMs)?.family;
    if (family) {
      if (family.deeds.length < mostDeeds) family.deeds.push(detached(event));
      return;
    }
    const call = this.calls.at(event.atMs).find((timed) => names(timed, event));
    if (call) this.sightings.add(call.call.id, event, event.kind === 'file' ? 'file' : 'destination');
  }
}

/** Agents start one for each command; what is not held is said. */
const mostFamilies = 200_000;
const mostLaunches = 50_000;
const mostMembers = 40;
const mostDeeds = 200;

function joined(family: Family, event: ForeignEvent): Family {
  family.count += 1;
  if (family.members.length < mostMembers) family.members.push(detached(event));
  return family;
}

/** Shorter words are in everything. */
const shortestPart = 4;
/** Logs and transcripts cut command lines that are longer. */
const longestWhole = 120;

/** The agent's own shell says the whole command: another one that only holds it is another one. */
function isCutOf(given: string) {
  return ({ plain: command }: TimedCall): boolean => {
    const shorter = Math.min(given.length, command.length);
    return shorter >= longestWhole && given.slice(0, shorter) === command.slice(0, shorter);
  };
}

/** A program of the command, or a shell around it. */
function isPartOf(bare: string) {
  const padded = ` ${bare} `;
  return ({ call: { toolKind }, plain: command }: TimedCall): boolean => {
    if (toolKind !== 'shell' || Math.min(command.length, bare.length) < shortestPart) return false;
    return padded.includes(` ${command} `) || ` ${command} `.includes(padded);
  };
}

/** Whether the words of a call name the destination or the path of an event. */
export function names({ call }: TimedCall, { kind, remote, target }: ForeignEvent): boolean {
  if (kind === 'file') return target !== undefined && call.paths.some(({ path }) => isAt(target, path));
  const host = remote?.toLowerCase();
  return host !== undefined && call.hosts.some((name) => isSameHost(host, name));
}

function isAt(target: string, path: string): boolean {
  return target === path || target.startsWith(path.endsWith('/') ? path : `${path}/`);
}

function isSameHost(host: string, name: string): boolean {
  return host === name || host.endsWith(`.${name}`) || name.endsWith(`.${host}`);
}
