import { type Guard, guardOf } from '../guard.ts';
import { unattendedAgents } from '../other-agents.ts';

const words = (text: string) => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Programs that run the command in their own words, and change nothing that matters here. */
const plainWrappers =
  words(`sudo doas env exec command builtin nohup time nice ionice timeout gtimeout stdbuf setsid unbuffer
  caffeinate chronic npx bunx bun pnpm yarn npm dlx exec x uvx uv pipx mise direnv op doppler dotenv dotenvx with-env cross-env
  aws-vault infisical run start call noglob nocorrect proxychains proxychains4 torsocks systemd-run systemd-inhibit flock script
  then do else elif if while until ! { ( alias spawn winpty`);

/** Programs that run a command elsewhere, or a string of theirs as a script. */
const hosts =
  words(`bash sh zsh fish dash ksh eval source su runuser ssh mosh docker podman nerdctl kubectl tmux screen zellij
  byobu xargs parallel watch trap expect osascript nix nix-shell cmd cmd.exe wsl wsl.exe powershell pwsh start-process
  gnome-terminal xterm konsole kitty alacritty wezterm ghostty foot wt wt.exe new-window new-session split-window send-keys send
  neww splitw respawn-pane display-popup exec-once concurrently limactl multipass vagrant bwrap firejail sandbox-exec srt
  @anthropic-ai/sandbox-runtime devcontainer devpod distrobox toolbox apptainer singularity incus lxc orb tart systemd-nspawn`);

/** Programs of agents that have flags of their own. */
const otherPrograms = new Set(
  unattendedAgents.flatMap(({ programs }) => programs).filter((program) => program.length > 2),
);

/** Other agents that take the flag under the same name. */
const otherAgents = new Map([
  ['agy', 'antigravity'],
  ['opencode', 'opencode'],
]);

/** Whether a word names the agent: as a program, as a package, or in a variable that stands for the program. */
function namesAgent(word: string): boolean {
  return (
    /(?:^|[\\/=])claude(?:-code|\.exe|\.cmd|\.ps1)?(?:@[\w.-]+)?$/i.test(word) ||
    /(?:^|\/)@anthropic-ai\/claude-code(?:@[\w.-]+)?$/.test(word) ||
    /^[$%@#{<][\w.$:{[('"-]*claude[\w.[\]@)'"-]*[}\]>)%]*$/i.test(word) ||
    otherAgents.has(baseName(word)) ||
    otherPrograms.has(baseName(word))
  );
}

/** The agent that a command starts with its own name for it; undefined where it is Claude Code or not said. */
export function otherAgent(given: readonly string[]): string | undefined {
  return given.map((word) => otherAgents.get(baseName(word))).find((agent) => agent !== undefined);
}

/**
 * Where the agent stands in a command, when nothing but wrappers, their options and variables stands before it.
 * Prose does not pass: "use claude --some-flag" begins with a word that starts nothing.
 */
export function agentPosition(given: readonly string[]): number | undefined {
  return positionAfter(given, (program) => plainWrappers.has(program) || hosts.has(program));
}

/** The same where the agent runs right here: whatever follows is its prompt, not a script. */
export function directAgentPosition(given: readonly string[]): number | undefined {
  return positionAfter(given, (program) => plainWrappers.has(program));
}

/** Whether a command runs its words or strings as a script, so that a string needs not name the agent to count. */
export function runsStrings(given: readonly string[]): boolean {
  const first = given.find((word) => !isOptionOrVariable(word) && !plainWrappers.has(baseName(word)));
  return first !== undefined && hosts.has(baseName(first));
}

function positionAfter(given: readonly string[], wraps: (program: string) => boolean): number | undefined {
  let wrapped = false;
  for (const [index, word] of given.entries()) {
    if (namesAgent(word)) return index;
    if (wraps(baseName(word))) wrapped = true;
    else if (!isOptionOrVariable(word) && !wrapped) return undefined;
  }
  return undefined;
}

function isOptionOrVariable(word: string): boolean {
  return /^[A-Za-z_]\w*=/.test(word) || word.startsWith('-');
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
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
