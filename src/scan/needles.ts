import { coveringNeedles } from './covering-needles.ts';
import { otherAgentWritings } from './other-agent-writings.ts';

const bytes = (texts: readonly string[]) => texts.map((text) => new TextEncoder().encode(text));

/** What stands in every file that takes a route, where it is not examined for its name. */
export const wording =
  /skip-permissions|[bB]ypassPermissions|BYPASS_?PERMISSIONS|bypass_permissions|permission-prompt-tool|[sS]kip_?[pP]ermissions|DangerousModePermissionPrompt|IS_SANDBOX|CODE_SANDBOXED|_SKIP_PERMISSIONS|skip_all_permission_checks|--allowed-?[tT]ools|allowed_tools\s*:|["']allowedTools["']\s*:|\ballow["'\]]*\s*\+?[:=]\s*\[(?:[^\]]*[\s,])?["'](?:Bash|Bash\(:?\*\))["']/;

/**
 * Of these, one stands in every wording that programs take. Each is shorter than seven bytes, which Node.js searches
 * at the speed of memory, and begins with a byte that is rare in texts.
 */
const common = ['-permi', 'Permis'];
export const needles: readonly Uint8Array[] = bytes(common);

/** A rule that allows every command, where a file that is called otherwise sets it. */
const blanketRules = ['Bash"', "Bash'", 'Bash(*'];

const further = ['_permi', 'PERMIS', 'SANDBO', 'wedToo', 'wed-to', 'wed_to', ...blanketRules];

/** What stands in variables and in the names that libraries have for the mode. */
export const furtherNeedles: readonly Uint8Array[] = bytes(further);

/** What stands in every wording of the other agents. */
export function otherAgentNeedles(): readonly Uint8Array[] {
  return bytes(coveringNeedles(otherAgentWritings, [...common, ...further]));
}

/**
 * Paths of installed packages: nobody here wrote them, and what stands there is of a low level at most. They are the
 * greater part of most trees, and are searched for the ways of Claude Code that say so by themselves.
 */
export const sparselySearched =
  /[\\/](?:node_modules|site-packages|dist-packages|\.venv|venv|\.cargo|\.rustup|\.npm|\.cache)[\\/]/;

/** Names of files whose routes have common words: they are examined whatever stands in them. */
export const alwaysExamined =
  /settings.*\.json|^managed-settings|^\.?(?:opencode|kilo(?:code)?)\.jsonc?$|^cli(?:-config)?\.json$|^config\.toml$/i;

/** Paths of files that a shell or a tool reads as text, NUL bytes or not; a history in a database is none. */
export const textByName =
  /\.(?:[a-z]*sh|fish|ps1|py|[cm]?[jt]s|jsonc?|ya?ml|toml|md|service|plist|env|conf)$|rc$|[\\/][^\\/]*(?:profile|aliases|history|makefile|dockerfile)(?![^\\/]*\.(?:db|sqlite3?)\b)[^\\/]*$|[\\/]\.env[^\\/]*$/i;
