import { otherAgents } from '../../agents/index.ts';
import { controlVariables } from './control-variables.ts';
import {
  type Extracted,
  inHome,
  inProject,
  inSystem,
  linesOf,
  type Surface,
  type SurfaceFile,
} from './surface.ts';

const profiles = [
  ...['.bashrc', '.bash_profile', '.bash_login', '.bash_logout', '.bash_aliases', '.profile'],
  ...['.zshrc', '.zshenv', '.zprofile', '.zlogin', '.zlogout', '.kshrc', '.config/fish/config.fish'],
  ...[
    '.config/fish/conf.d/*.fish',
    '.config/fish/functions/*.fish',
    '.xprofile',
    '.xsessionrc',
    '.pam_environment',
  ],
  ...['Documents/PowerShell/*.ps1', 'Documents/WindowsPowerShell/*.ps1', '.config/powershell/*.ps1'],
  '.config/environment.d/*.conf',
];

/** What shells read. https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html, https://zsh.sourceforge.io/Doc/Release/Files.html */
export const shellSurfaces: readonly Surface[] = [
  {
    places: [
      ...inHome(profiles),
      ...inSystem(['/etc/profile', '/etc/bash.bashrc', '/etc/zsh/zshrc', '/etc/environment']),
    ],
    runs: 'with every shell that the user starts',
    documentation: 'https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html',
    extract: profile,
  },
  {
    places: [...inHome(['.envrc']), ...inProject(['.envrc'])],
    runs: 'when a shell enters the folder, where direnv allows it',
    documentation: 'https://direnv.net/',
    extract: profile,
  },
];

const suspicious: readonly (readonly [RegExp, string])[] = [
  [
    /(?:curl|wget|fetch)\b[^|;]{0,500}\|\s{0,10}(?:sudo\s{1,10})?(?:\w{0,10}sh|python3?|perl|node|ruby)\b/,
    'runs what it downloads',
  ],
  [/\beval\b.{0,200}\b(?:curl|wget|base64|openssl|xxd)\b/, 'runs what it downloads or decodes'],
  [/\bbase64\s{1,10}(?:-d|-D|--decode)\b.{0,200}\|/, 'runs what it decodes'],
  [/\/dev\/tcp\//, 'opens a connection'],
  [/\bnohup\b|\bdisown\b|&\s{0,10}(?:\)|$)/, 'starts something in the background'],
  [/(?:^|[\s;"'=:(])(?:\/private)?(?:\/var)?\/tmp\/[^\s"';:]{1,200}/, 'names a file in a temporary folder'],
  [unattendedStart(), 'starts an agent with its prompts off'],
  [
    /^\s{0,40}(?:alias\s{1,10})?(?:sudo|ssh|git|npm|pip|claude)\s{0,5}(?:=|\(\))/,
    'takes the place of a program',
  ],
  [/\btrap\b.{0,200}\bDEBUG\b|PROMPT_COMMAND\s{0,5}=/, 'is run before every command or prompt'],
];

const assignment =
  /^\s{0,40}(?:export\s{1,10}|set\s{1,10}-gx\s{1,10}|declare\s{1,10}-x\s{1,10})?([A-Za-z_]\w{1,80})[=\s](.{0,2000})$/;
/** Found in most profiles, and no sign of anything by themselves. */
const usual = new Set([
  'PATH',
  'EDITOR',
  'PAGER',
  'BROWSER',
  'ENV',
  'NODE_PATH',
  'PYTHONPATH',
  'LD_LIBRARY_PATH',
]);

/** The file itself, for who changed it; and each line that an analyst would want to see. */
function profile({ text, name }: SurfaceFile): readonly Extracted[] {
  const lines = linesOf(text).flatMap(({ text: line, line: at }): Extracted[] => {
    if (/^\s{0,40}(?:#|$)/.test(line)) return [];
    const meaning = suspicious.find(([pattern]) => pattern.test(line))?.[1] ?? variable(line);
    return meaning === undefined
      ? []
      : [{ kind: 'shell-profile', name, command: line.trim(), line: at, meaning }];
  });
  return [{ kind: 'shell-profile', name, words: [] }, ...lines];
}

function variable(line: string): string | undefined {
  const name = assignment.exec(line)?.[1] ?? '';
  const meaning = usual.has(name) ? undefined : controlVariables.get(name);
  return meaning === undefined ? undefined : `${name}: ${meaning}`;
}

/** Options that no other program has, and those of a program behind its name. */
function unattendedStart(): RegExp {
  const own = otherAgents.flatMap(({ unattended }) => (unattended?.ownFlags ?? []).map(literal));
  const behind = otherAgents.flatMap(({ programs, unattended: { flags = [] } = {} }) => {
    // A name of two letters is not taken for a program that starts an agent.
    const names = programs.filter((name) => name.length > 2).map(literal);
    if (names.length === 0 || flags.length === 0) return [];
    return [`\\b(?:${names.join('|')})\\b[^\\n;|&]{0,200}\\s(?:${flags.map(literal).join('|')})(?![\\w-])`];
  });
  return new RegExp(
    ['--dangerously-skip-permissions', '--yolo\\b', 'bypassPermissions', ...own, ...behind].join('|'),
  );
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
