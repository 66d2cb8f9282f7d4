import type { Level } from '../../level.ts';
import { type RouteId, routes } from '../../scan/routes.ts';

/** One way in which the start of a process shows that an agent runs without its prompts. */
export interface UnattendedLaunch {
  /** Names files and rules. */
  readonly id: string;
  readonly agent: string;
  readonly title: string;
  readonly level: Level;
  /** Base names of the program, without `.exe`. */
  readonly programs: readonly string[];
  /** Parts of a program path that tell the agent where its base name does not. */
  readonly paths: readonly string[];
  /** Package that an interpreter runs: `node …/node_modules/<package>/…`. */
  readonly packages: readonly string[];
  /** Words of the command line, each beginning after a blank; any of them is enough. */
  readonly words: readonly string[];
  readonly documentation: string;
}

const claude = {
  agent: 'Claude Code',
  programs: ['claude'],
  paths: ['/claude/versions/', '\\claude\\versions\\'],
  packages: ['@anthropic-ai/claude-code', '@anthropic-ai\\claude-code'],
  documentation: 'https://code.claude.com/docs/en/permission-modes',
} as const;

/** Level and wording are those of the route registry that `scan` goes by. */
function claudeLaunch(id: string, route: RouteId, words: readonly string[]): UnattendedLaunch {
  const { level, says } = routes[route];
  return { ...claude, id: `claude-${id}`, title: `Claude Code ${says}`, level, words };
}

interface Other {
  readonly id: string;
  readonly agent: string;
  readonly programs: readonly string[];
  readonly packages?: readonly string[];
  readonly words: readonly string[];
  readonly documentation: string;
}

function otherLaunch({ packages = [], ...other }: Other): UnattendedLaunch {
  const title = `${other.agent} starts with its approval prompts off`;
  return { ...other, id: `${other.id}-unattended`, title, level: 'high', paths: [], packages };
}

/** Every route that a process's command line can show. */
export const unattendedLaunches: readonly UnattendedLaunch[] = [
  claudeLaunch('skip-permissions', 'skip-permissions-flag', ['--dangerously-skip-permissions']),
  claudeLaunch('bypass-mode', 'bypass-mode-flag', [
    '--permission-mode bypassPermissions',
    '--permission-mode=bypassPermissions',
  ]),
  claudeLaunch('allow-skip-permissions', 'allow-skip-permissions-flag', [
    '--allow-dangerously-skip-permissions',
  ]),
  claudeLaunch('prompt-tool', 'prompt-tool-flag', ['--permission-prompt-tool']),
  otherLaunch({
    id: 'codex',
    agent: 'Codex CLI',
    programs: ['codex'],
    packages: ['@openai/codex'],
    words: ['--dangerously-bypass-approvals-and-sandbox', '--yolo'],
    documentation: 'https://developers.openai.com/codex/cli/reference',
  }),
  otherLaunch({
    id: 'gemini',
    agent: 'Gemini CLI',
    programs: ['gemini'],
    packages: ['@google/gemini-cli'],
    words: ['--yolo', '--approval-mode yolo', '--approval-mode=yolo'],
    documentation: 'https://google-gemini.github.io/gemini-cli/docs/cli/',
  }),
  otherLaunch({
    id: 'copilot',
    agent: 'Copilot CLI',
    programs: ['copilot'],
    packages: ['@github/copilot'],
    words: ['--allow-all-tools', '--allow-all ', '--yolo'],
    documentation: 'https://docs.github.com/en/copilot/how-tos/use-copilot-agents/use-copilot-cli',
  }),
  otherLaunch({
    id: 'cursor',
    agent: 'Cursor CLI',
    programs: ['cursor-agent'],
    words: ['--force', '--yolo'],
    documentation: 'https://docs.cursor.com/en/cli/reference/parameters',
  }),
  otherLaunch({
    id: 'qwen',
    agent: 'Qwen Code',
    programs: ['qwen'],
    packages: ['@qwen-code/qwen-code'],
    words: ['--yolo', '--approval-mode yolo', '--approval-mode=yolo'],
    documentation: 'https://qwenlm.github.io/qwen-code-docs/',
  }),
  otherLaunch({
    id: 'droid',
    agent: 'Droid',
    programs: ['droid'],
    words: ['--skip-permissions-unsafe'],
    documentation: 'https://docs.factory.ai/cli/droid-exec/overview',
  }),
  otherLaunch({
    id: 'kiro',
    agent: 'Kiro CLI',
    programs: ['kiro-cli', 'kiro', 'q'],
    words: ['--trust-all-tools'],
    documentation: 'https://kiro.dev/docs/cli/',
  }),
];
