import type { Level } from '../level.ts';

/** A word or setting that switches the prompts of another agent off. */
export interface OtherAgent {
  readonly name: string;
  /** Its programs, by base name. */
  readonly programs: readonly string[];
  /** Options that say so alone, with the program before them. */
  readonly flags: readonly string[];
  /** Options of no other program: they count whatever stands before them. */
  readonly ownFlags?: readonly string[];
  /** Options that say so with one of these values. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** Settings and variables that say so with one of these values. */
  readonly settings?: Readonly<Record<string, readonly string[]>>;
  readonly level?: Level;
}

const yes = ['true', '1', 'yes'];

/**
 * Codex https://developers.openai.com/codex/cli/reference, Gemini https://geminicli.com/docs/cli/configuration,
 * Copilot https://docs.github.com/en/copilot/how-tos/copilot-cli, Cursor https://cursor.com/docs/cli/reference,
 * opencode https://opencode.ai/docs/permissions, Amp https://ampcode.com/manual, Aider https://aider.chat/docs/config/options.html,
 * Continue https://docs.continue.dev/cli, Cline https://docs.cline.bot, Goose https://block.github.io/goose/docs/guides/goose-permissions,
 * Kiro https://kiro.dev/docs/cli, Droid https://docs.factory.ai/cli.
 */
export const otherAgents: readonly OtherAgent[] = [
  {
    name: 'codex',
    programs: ['codex'],
    flags: ['--yolo'],
    ownFlags: ['--dangerously-bypass-approvals-and-sandbox', '--dangerously-bypass-hook-trust'],
    values: {
      '-a': ['never'],
      '--ask-for-approval': ['never'],
      '-s': ['danger-full-access'],
      '--sandbox': ['danger-full-access'],
    },
    settings: { approval_policy: ['never'], sandbox_mode: ['danger-full-access'] },
  },
  { name: 'gemini', programs: ['gemini'], flags: ['--yolo', '-y'], values: { '--approval-mode': ['yolo'] } },
  { name: 'qwen', programs: ['qwen'], flags: ['--yolo', '-y'], values: { '--approval-mode': ['yolo'] } },
  {
    name: 'copilot',
    programs: ['copilot'],
    flags: ['--yolo', '--allow-all', '--allow-all-paths'],
    ownFlags: ['--allow-all-tools'],
    settings: { 'chat.tools.global.autoApprove': yes, 'chat.tools.autoApprove': yes },
  },
  { name: 'cursor', programs: ['cursor-agent'], flags: ['--force', '-f', '--yolo'] },
  {
    name: 'opencode',
    programs: ['opencode'],
    flags: ['--auto'],
    settings: { OPENCODE_PERMISSION: ['allow', '"allow"'] },
  },
  {
    name: 'amp',
    programs: ['amp'],
    flags: [],
    ownFlags: ['--dangerously-allow-all'],
    settings: { 'amp.dangerouslyAllowAll': yes },
  },
  {
    name: 'aider',
    programs: ['aider'],
    flags: ['--yes-always'],
    settings: { AIDER_YES_ALWAYS: yes, 'yes-always': yes },
    level: 'medium',
  },
  { name: 'continue', programs: ['cn'], flags: ['--auto'], values: { '--allow': ['*'] } },
  { name: 'cline', programs: ['cline'], flags: ['--yolo', '-y'], values: { '--auto-approve': yes } },
  {
    name: 'roo',
    programs: ['roo'],
    flags: [],
    settings: { 'roo-cline.alwaysAllowExecute': yes, alwaysAllowExecute: yes },
  },
  { name: 'goose', programs: ['goose'], flags: [], settings: { GOOSE_MODE: ['auto'] }, level: 'medium' },
  { name: 'kiro', programs: ['kiro-cli', 'q'], flags: [], ownFlags: ['--trust-all-tools'] },
  {
    name: 'droid',
    programs: ['droid'],
    flags: [],
    ownFlags: ['--skip-permissions-unsafe'],
    values: { '--auto': ['high'] },
  },
  { name: 'antigravity', programs: ['agy'], flags: [], settings: { toolPermission: ['always-proceed'] } },
];

/** The other agent whose prompts a word of a command switches off. */
export function otherAgentFlag(words: readonly string[], index: number): string | undefined {
  const word = words[index] ?? '';
  if (!word.startsWith('-')) return undefined;
  const [name = '', given] = word.split('=', 2);
  const value = given ?? words[index + 1] ?? '';
  const programs = words.slice(0, index).map((other) => other.slice(other.lastIndexOf('/') + 1));
  return otherAgents.find((agent) => {
    if (agent.ownFlags?.includes(word)) return true;
    if (!agent.programs.some((program) => programs.includes(program))) return false;
    return (
      agent.flags.includes(word) ||
      (Object.hasOwn(agent.values ?? {}, name) && agent.values?.[name]?.includes(value))
    );
  })?.name;
}

/** The other agent whose prompts a setting or variable switches off. */
export function otherAgentSetting(name: string, value: string): string | undefined {
  const agent = otherAgents.find(
    ({ settings = {} }) => Object.hasOwn(settings, name) && settings[name]?.includes(value),
  );
  return agent?.name;
}

/** Where one of these stands in a text. */
export const otherAgentWording =
  /--yolo\b|--dangerously-(?:bypass|allow)|--allow-all\b|--allow-all-(?:tools|paths)|--trust-all-tools|--skip-permissions-unsafe|--yes-always|yes-always|AIDER_YES_ALWAYS|danger-full-access|approval_policy|--ask-for-approval|--approval-mode|cursor-agent|GOOSE_MODE|dangerouslyAllowAll|autoApprove|OPENCODE_PERMISSION|alwaysAllowExecute|always-proceed|--auto-approve|\b(?:codex|gemini|qwen|opencode|cline|cn|droid)\b[^\n]{0,200}\s(?:-y|-a|--auto|--allow)\b/g;
