import { fileArguments } from '../file-arguments.ts';
import type { PermissionCall } from '../permission-call.ts';
import type { ShellCommands, Subcommand } from '../shell-commands.ts';
import { bareWords } from '../wrappers.ts';

/** Programs that run whatever they are given, reach anywhere, or remove things: no prefix rule for them is narrow. */
const tooWide = new Set(
  `bash sh zsh dash ksh fish python python2 python3 node deno bun ruby perl php pwsh powershell cmd osascript env sudo doas su
  xargs eval exec source . npx bunx uvx pipx ssh scp sftp rsync curl wget nc ncat socat telnet rm rmdir dd mkfs shred truncate
  chmod chown kill pkill killall crontab at launchctl systemctl docker podman kubectl terraform pulumi aws gcloud az gh find
  watch setsid ionice flock tee mv cp ln sed awk command builtin time timeout nohup nice stdbuf claude codex gemini`.split(
    /\s+/,
  ),
);

/** Programs whose first word says what they do: the rule must hold it. */
const withSubcommand = new Set(
  `git npm pnpm yarn cargo go make just task mise brew apt apt-get pip pip3 uv poetry gradle mvn dotnet swift flutter rails bundle
  composer mix nx turbo`.split(/\s+/),
);

/** Subcommands that run whatever they are given, or publish. */
const tooWideSubcommand = new Set(
  'run exec dlx x push publish config remote clean reset restore checkout install add'.split(' '),
);

/** The narrowest rules that would have approved a call, one for each part that needs approval. */
export function candidateAllowRules({ shell, tool, host, request }: PermissionCall): readonly string[] {
  if (shell) return shell.understood ? shell.subcommands.flatMap((command) => shellRule(command) ?? []) : [];
  if (host !== undefined) return [`WebFetch(domain:${host})`];
  if (tool === 'WebSearch' || tool.startsWith('mcp__')) return [tool];
  const skill = request.input['skill'];
  return tool === 'Skill' && typeof skill === 'string' ? [`Skill(${skill})`] : [];
}

/**
 * Rules that would have stopped a call, the widest first.
 * @param subjects what the findings are about; of a compound line the commands among them come first
 */
export function candidateDenyRules(
  { shell, reads, writes, tool, host, places }: PermissionCall,
  subjects: readonly string[],
): readonly string[] {
  const paths = [
    ...reads.flatMap(({ path }) => (path === undefined ? [] : [`Read(${rooted(path, places.home)})`])),
    ...writes.flatMap(({ path }) => (path === undefined ? [] : [`Edit(${rooted(path, places.home)})`])),
  ];
  if (host !== undefined) return [`WebFetch(domain:${host})`];
  if (tool.startsWith('mcp__')) return [tool];
  return [...(shell ? prefixes(shell, subjects) : []), ...paths];
}

function shellRule(command: Subcommand): string | undefined {
  const words = bareWords(command, 'known-safe');
  const [program = '', first = ''] = words.map(({ text }) => text);
  if (!/^[\w.-]+$/.test(program) || tooWide.has(program)) return exactRule(command);
  if (!withSubcommand.has(program))
    return fileArguments(words).writes.length > 0 ? exactRule(command) : `Bash(${program} *)`;
  if (!/^[\w:.-]+$/.test(first) || first.startsWith('-') || tooWideSubcommand.has(first))
    return exactRule(command);
  return `Bash(${program} ${first} *)`;
}

const longestExact = 120;

function exactRule({ text }: Subcommand): string | undefined {
  return text.length <= longestExact && !/[*\n]/.test(text) ? `Bash(${text})` : undefined;
}

function prefixes({ subcommands }: ShellCommands, subjects: readonly string[]): readonly string[] {
  const lines = subcommands.map((command) => bareWords(command, 'any').map(({ text }) => text));
  const isNamed = (words: readonly string[]) => subjects.some((subject) => subject.includes(words.join(' ')));
  const ordered = [...lines.filter(isNamed), ...lines.filter((words) => !isNamed(words))];
  return ordered.flatMap((texts) =>
    [2, 3, 4]
      .filter((length) => length <= texts.length)
      .map((length) => `Bash(${texts.slice(0, length).join(' ')} *)`)
      .filter((rule) => rule.length <= longestExact && !/[\n*].*\*\)$/.test(rule)),
  );
}

/** As absolute rules are written: `//etc/x`, `~/x`. */
function rooted(path: string, home: string): string {
  const escaped = path.replace(/[[\]*?\\]/g, '\\$&');
  return path.startsWith(`${home}/`) ? `~${escaped.slice(home.length)}` : `/${escaped}`;
}
