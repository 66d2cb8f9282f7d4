import { type Guard, guardOf } from '../guard.ts';

/** Programs that run another one named in their own words, and change nothing that matters here. */
const wrappers = new Set(
  `sudo doas env exec command builtin nohup time nice ionice timeout gtimeout stdbuf setsid unbuffer script caffeinate
  chronic xargs parallel watch flock systemd-run systemd-inhibit then do else elif if while until ! { ( npx bunx bun pnpm yarn npm dlx
  exec x uvx uv pipx mise direnv op doppler dotenv aws-vault infisical nix nix-shell run spawn start-process start cmd
  cmd.exe wsl wsl.exe powershell pwsh call tmux screen zellij new-window new-session split-window send-keys send
  respawn-pane display-popup neww splitw exec-once bash sh zsh fish dash ksh eval source su ssh mosh docker podman kubectl claude-wrapper
  limactl multipass vagrant bwrap firejail sandbox-exec srt with-env cross-env dotenvx concurrently trap alias noglob nocorrect rtk proxychains proxychains4 torsocks @anthropic-ai/sandbox-runtime`.split(
    /\s+/,
  ),
);

/** Whether a word names the agent: as a program, as a package, or in a variable that stands for the program. */
export function namesAgent(word: string): boolean {
  return (
    /(?:^|[\\/=])claude(?:-code|\.exe|\.cmd|\.ps1)?(?:@[\w.-]+)?$/i.test(word) ||
    /(?:^|\/)@anthropic-ai\/claude-code(?:@[\w.-]+)?$/.test(word) ||
    (/^[$@&!%{(]*\w*claude\w*[)}%]*(?:\[@\])?[)}]*$/i.test(word) && /^[$%@]/.test(word))
  );
}

/** Other agents that take the flag under the same name. */
const otherAgents = new Map([
  ['agy', 'antigravity'],
  ['opencode', 'opencode'],
]);

/** The agent that a command starts with its own name for it; undefined where it is Claude Code or not said. */
export function otherAgent(words: readonly string[]): string | undefined {
  for (const word of words) {
    const agent = otherAgents.get(word.slice(word.lastIndexOf('/') + 1));
    if (agent !== undefined) return agent;
  }
  return undefined;
}

/**
 * Where the agent stands in a command, when nothing but wrappers, their options and variables stands before it.
 * Prose does not pass: "use claude --some-flag" begins with a word that starts nothing.
 */
export function agentPosition(words: readonly string[]): number | undefined {
  let wrapped = false;
  for (const [index, word] of words.entries()) {
    if (namesAgent(word)) return index;
    const base = word.slice(word.lastIndexOf('/') + 1);
    if (wrappers.has(base)) wrapped = true;
    else if (/^[A-Za-z_]\w*=/.test(word) || word.startsWith('-')) continue;
    else if (!wrapped) return undefined;
  }
  return undefined;
}

/** The last guard that `NAME=value` words make: `IS_SANDBOX=1 claude`, `env IS_SANDBOX=1`, `docker run -e IS_SANDBOX=1`. */
export function guardInWords(words: readonly string[]): Guard | undefined {
  let guard: Guard | undefined;
  for (const word of words) {
    const match = /^(?:-e|--env=)?([A-Z_]+)=(.*)$/s.exec(word);
    if (match?.[1] !== undefined) guard = guardOf(match[1], match[2] ?? '') ?? guard;
  }
  return guard;
}
