import { claudeCode } from '../../agents/claude-code.ts';
import { sigmaService } from '../../agents/sigma-service.ts';
import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { resolvePath } from '../../shell/paths.ts';
import type { FileEdit } from '../../transcripts/file-edit.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { givesSecret } from '../exposure/given-secrets.ts';
import { isHandedOn } from '../exposure/handed-on.ts';
import { loginFields, PasswordsBefore } from '../exposure/login-attempts.ts';
import { showsPeople } from '../exposure/people-shown.ts';
import { showsNoSecret } from '../exposure/shows-no-secret.ts';
import { isInterpreter, type Request } from '../flows/cargo.ts';
import type { FlowMemory } from '../flows/flow-memory.ts';
import { flowOf, publishFlow, pushFlow } from '../flows/flow-of.ts';
import { publishedNames } from '../results/published-names.ts';
import { StandingOfCall } from '../results/standing.ts';
import { callFields } from './call-fields.ts';
import { credentialFields, holdsPlaceholders } from './credential-fields.ts';
import { type DescribedCommand, describeCommands, effectFields, processFields } from './effect-fields.ts';
import { effectSubject } from './effect-subject.ts';
import type { FieldValue, LogEvent } from './log-event.ts';
import { repositoryFields } from './named-repository.ts';
import { destinationHost, flowFields, networkFields } from './network-fields.ts';
import { settingsFields } from './settings-fields.ts';
import { kernelFields, systemFields } from './system-fields.ts';

/** What a run knows besides the call. */
export interface LogEventSettings {
  readonly paths: PathContext;
  /** Hosts and domains that the organisation expects; see `sanctionedByDefault`. */
  readonly sanctioned: readonly string[];
  /** What calls before told of where data comes from and goes to; takes note of this one. */
  readonly flows: FlowMemory;
  /** What editing tools changed by the call; absent for a line that nobody ran. */
  readonly edits?: readonly FileEdit[];
  /** Sigma's products of the machine that the evidence is from; several where it is not known. */
  readonly products: readonly string[];
}

/** Sigma's category for the effects that it has one for; all others are of the category `effect`. */
const categories: Partial<Record<Effect['action'], string>> = {
  read: 'file_access',
  write: 'file_event',
  delete: 'file_delete',
  connect: 'network_connection',
  download: 'network_connection',
  upload: 'network_connection',
};

/** One event for the call, one for every program that it starts, one for every effect, in that order. */
export function logEvents(call: ToolCall, analysis: CommandAnalysis, settings: LogEventSettings): LogEvent[] {
  settings.flows.open(call, settings.paths);
  settings.flows.started.observe(analysis);
  const writer = new EventWriter(call, analysis, settings);
  const whole = writer.wholeCall(analysis);
  settings.flows.takenBack.observe(call, analysis, textsIn(whole.fields['committed_paths']));
  const events = [whole];
  const reported = new Set<Effect>();
  const commands = describeCommands(analysis.commands);
  for (const about of commands) events.push(writer.process(about));
  for (const about of commands) {
    for (const effect of about.command.effects) {
      if (reported.has(effect)) continue;
      reported.add(effect);
      events.push(writer.effect(effect, about));
    }
  }
  for (const effect of analysis.effects) if (!reported.has(effect)) events.push(writer.effect(effect));
  settings.flows.learn({ ...call, effects: analysis.effects }, analysis);
  return events;
}

function categoryOf({ action, target }: Effect): string {
  const category = categories[action];
  if (category === undefined || (category.startsWith('file_') && !isPath(target))) return 'effect';
  return category;
}

/** Whether a target is a place on a disk: databases, buckets and branches are read, written and deleted too. */
function isPath(target: string): boolean {
  return /^(?:[/\\~$`]|[A-Za-z]:[\\/])/.test(target);
}

function isProcess({ action, target }: Effect): boolean {
  return (
    (action === 'delete' && target.startsWith('process ')) ||
    (action === 'execute' && target.startsWith('terminal '))
  );
}

/** What is published, and words on a page of a hosted project; the host's own store of secrets is meant for them. */
function goesOut({ action, program, target, traits }: Effect): boolean {
  if (action === 'publish') return true;
  const isPage =
    action === 'write' && /^(?:gh|glab|hub|tea)$/.test(program) && traits?.includes('remote') === true;
  return isPage && !/ (?:secret|variable|ssh-key|gpg-key|deploy-key)\b/.test(target);
}

class EventWriter {
  readonly #call: ToolCall;
  readonly #analysis: CommandAnalysis;
  readonly #settings: LogEventSettings;
  readonly #common: Readonly<Record<string, FieldValue>>;
  readonly #written = new Set<string>();
  readonly #standing: StandingOfCall;
  readonly #passwords: PasswordsBefore;
  #noSecret: boolean | undefined;

  constructor(call: ToolCall, analysis: CommandAnalysis, settings: LogEventSettings) {
    this.#call = call;
    this.#analysis = analysis;
    this.#settings = settings;
    this.#standing = new StandingOfCall(call, analysis);
    this.#passwords = new PasswordsBefore(call.argument);
    this.#common = {
      session_id: call.sessionId,
      tool_name: call.tool,
      permission_mode: call.permissionMode,
      outcome: call.outcome,
      prompt: promptOf(call),
      ...(call.agentId !== undefined && { agent_id: call.agentId }),
      ...(call.cwd !== undefined && { cwd: call.cwd }),
    };
  }

  wholeCall(analysis: CommandAnalysis): LogEvent {
    const { mcp, tool, argument } = this.#call;
    const subject = mcp ? `${tool} ${argument}`.trim() : argument;
    const secrets = this.#settings.flows.shown.fields(this.#call, analysis);
    return this.#event('agent_events', {
      subject,
      fields: { ...callFields(this.#call, analysis), ...secrets, ...this.#exposed(analysis) },
    });
  }

  #exposed(analysis: CommandAnalysis): Record<string, FieldValue> {
    const committed = this.#settings.flows.commits.of(this.#call, analysis);
    return {
      ...(committed.length > 0 && {
        committed_private: [...new Set(committed.map(({ kind }) => kind))],
        committed_paths: committed.map(({ path }) => path),
      }),
      ...(givesSecret(this.#call, analysis) && { given_secret: true }),
      ...(showsPeople(this.#call, analysis) && { shown_people: true }),
    };
  }

  process(about: DescribedCommand): LogEvent {
    return this.#event('process_creation', {
      subject: about.commandLine,
      fields: {
        ...processFields(about),
        ...loginFields(about.command, this.#passwords.of(about.command)),
        ...kernelFields(about.command),
        ...(this.#settings.flows.shown.files.isLeftOut && { WrittenSecretsLeftOut: true }),
      },
      command: about.command,
    });
  }

  effect(given: Effect, about?: DescribedCommand): LogEvent {
    const effect = this.#withOwnership(given, about?.command.argv ?? []);
    const category = categoryOf(effect);
    const fields = effectFields(effect, this.#settings.paths, about);
    const writing = { call: this.#call, analysis: this.#analysis, paths: this.#settings.paths };
    Object.assign(fields, credentialFields(effect, { ...writing, command: about?.command }));
    Object.assign(fields, systemFields(effect, writing, about?.command));
    if (effect.action === 'write')
      Object.assign(
        fields,
        settingsFields(effect.target, {
          edits: this.#settings.edits ?? [],
          contents: this.#analysis.contents,
        }),
      );
    if (category === 'file_delete' && this.#isDoneBeforeFailure(effect, about))
      fields['DoneBeforeFailure'] = true;
    if (category === 'file_access' && (this.#showsNoSecret() || holdsPlaceholders(effect, writing)))
      fields['ShowsNoSecret'] = true;
    if (effect.zone === 'credentials' && about && isHandedOn(about.command, this.#analysis, this.#call))
      fields['HandedOn'] = true;
    if (category === 'network_connection') {
      Object.assign(fields, networkFields(effect, this.#settings.sanctioned), this.#flow(given, about));
    } else if (goesOut(effect)) {
      const request = this.#request(given, about);
      const isPush = effect.program === 'git';
      if (this.#settings.flows.takenBack.isAll) fields['TakenBack'] = true;
      if (isPush && refusedForSecrets.test(request.result)) fields['RefusedFor'] = 'secrets';
      Object.assign(fields, flowFields(isPush ? pushFlow(request, destinationHost) : publishFlow(request)));
    }
    Object.assign(fields, repositoryFields(about?.command, this.#settings.flows));
    return this.#event(category, {
      subject: effectSubject(given, this.#analysis.effects, about?.command.remote),
      fields,
      effect,
      command: about?.command,
      ...(effect.action === 'publish' && {
        published: publishedNames(effect, this.#call.result?.text ?? ''),
      }),
    });
  }

  /** What a line has done for sure, before another part of it failed. */
  #isDoneBeforeFailure(effect: Effect, about: DescribedCommand | undefined): boolean {
    if (this.#call.outcome !== 'failed' || this.#analysis.commands.length < 2) return false;
    return this.#standing.of(about?.command, effect).state === 'confirmed';
  }

  #showsNoSecret(): boolean {
    this.#noSecret ??= showsNoSecret({ ...this.#call, effects: this.#analysis.effects });
    return this.#noSecret;
  }

  #flow(effect: Effect, about: DescribedCommand | undefined): Record<string, FieldValue> {
    return flowFields(flowOf(this.#request(effect, about), destinationHost(effect.target)));
  }

  #request(effect: Effect, about: DescribedCommand | undefined): Request {
    const command = about?.command;
    const code = command && isInterpreter(command.program) ? this.#codeOf(command.argv) : [];
    const texts = command ? code : textsIn(this.#call.input);
    const result = this.#call.result?.text ?? '';
    return { effect, analysis: this.#analysis, command, texts, result, memory: this.#settings.flows };
  }

  /** The program text of an interpreter: in the command line, or in a file that the session wrote. */
  #codeOf(argv: readonly string[]): readonly string[] {
    const { contentOf, cwd } = this.#settings.paths;
    const { command } = this.#call.input;
    const files = argv.slice(1).flatMap((word) => contentOf?.(resolvePath(word, cwd)) ?? []);
    return [...(typeof command === 'string' ? [command] : []), ...files];
  }

  /** A program that the session, or the same command line, has made itself before it runs; a process, a database of its own. */
  #withOwnership(effect: Effect, words: readonly string[]): Effect {
    const { action, target, traits = [] } = effect;
    const { databases } = this.#settings.flows;
    if (this.#call.outcome === 'succeeded') databases.observe(effect);
    if (databases.owns(effect, words)) return { ...effect, traits: [...traits, 'own-creation'] };
    if (action === 'write') this.#written.add(target);
    if (isProcess(effect) && this.#settings.flows.started.owns(target))
      return { ...effect, traits: [...traits, 'own-creation'] };
    if (action !== 'execute' || traits.includes('own-creation')) return effect;
    const isOwn =
      this.#written.has(target) || this.#settings.flows.isOwnCreation(target, this.#settings.paths.created);
    return isOwn ? { ...effect, traits: [...traits, 'own-creation'] } : effect;
  }

  /** @param about its fields become the event's own */
  #event(category: string, { command, ...about }: About): LogEvent {
    const isAgents = category === 'agent_events' || category === 'effect';
    Object.assign(about.fields, this.#common);
    return {
      logsource: isAgents
        ? { products: agentProducts, category, service: sigmaService(claudeCode) }
        : { products: this.#settings.products, category },
      call: this.#call,
      standing: () => this.#standing.of(command, about.effect),
      evidence: this.#call.evidence,
      ...about,
    };
  }
}

/** How hosts word that a push holds a secret. https://docs.github.com/en/code-security/secret-scanning/working-with-secret-scanning-and-push-protection */
const refusedForSecrets =
  /push cannot contain secrets|GITHUB PUSH PROTECTION|PUSH BLOCKED: Secrets? detected|pre-receive hook declined[\s\S]{0,2000}\bsecrets?\b|\bsecrets? (?:detected|found)\b[\s\S]{0,2000}(?:pre-receive hook declined|remote rejected)|gitleaks[\s\S]{0,2000}remote rejected/i;

const mostOfPrompt = 500;

/** A refusal with an answer: what comes after it follows a new wish. The agent writes it into the result of the refused call. */
const answeredRefusal = /^To tell you how to proceed, the user said:/m;

/** The human's words before the call on one line: calls with the same words follow the same instruction. */
function promptOf({ id, prompt = '', outcome, result }: ToolCall): string {
  if (outcome === 'denied' && answeredRefusal.test(result?.text ?? '')) return `answered ${id}`;
  return prompt.slice(0, mostOfPrompt).replaceAll(/\s+/g, ' ');
}

const agentProducts: readonly string[] = ['ai_agent'];

const deepest = 6;

/** Every text in a tool's input. */
function textsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth === deepest) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner, depth + 1));
}

interface About {
  readonly subject: string;
  readonly fields: Record<string, FieldValue>;
  readonly effect?: Effect;
  readonly command?: SimpleCommand | undefined;
}
