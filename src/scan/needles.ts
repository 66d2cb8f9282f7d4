import { coveringNeedles } from './covering-needles.ts';
import { otherAgentWritings } from './other-agent-writings.ts';

const bytes = (texts: readonly string[]) => texts.map((text) => new TextEncoder().encode(text));

/** What stands in every file that takes a route, where it is not examined for its name. */
export const wording =
  /skip-permissions|[bB]ypassPermissions|BYPASS_?PERMISSIONS|bypass_permissions|permission-prompt-tool|[sS]kip_?[pP]ermissions|DangerousModePermissionPrompt|IS_SANDBOX|CODE_SANDBOXED|_SKIP_PERMISSIONS|skip_all_permission_checks|--allowed-?[tT]ools/;

/**
 * Of these, one stands in every wording that programs take. Each is shorter than seven bytes, which Node.js searches
 * at the speed of memory, and begins with a byte that is rare in texts. Every further one costs a tenth of the search.
 */
const common = ['-permi', 'Permis'];
export const needles: readonly Uint8Array[] = bytes(common);

/** What is taken alone, by its own name, only in files that set variables. */
export const furtherNeedles: readonly Uint8Array[] = bytes([
  '_permi',
  'PERMIS',
  'SANDBO',
  'wedToo',
  'wed-to',
]);

/** The same for the other agents, which are searched for only where they are asked for. */
export function otherAgentNeedles(): readonly Uint8Array[] {
  return bytes(coveringNeedles(otherAgentWritings, common));
}

/** Names of files whose routes have common words: they are examined whatever stands in them. */
export const alwaysExamined =
  /settings.*\.json|^managed-settings|^\.?opencode\.jsonc?$|^cli(?:-config)?\.json$/i;

/** Names of files that set variables. */
export const thoroughlySearched =
  /\.(?:[a-z]*sh|fish|ya?ml|toml|env|envrc|service|plist|conf|mk|ps1|cmd|bat|desktop)$|rc$|profile|aliases|^\.?env|file$|file\.|history|^[^.]+$/i;

/** Paths of files that a shell or a tool reads as text, NUL bytes or not. */
export const textByName =
  /\.(?:[a-z]*sh|fish|ps1|py|[cm]?[jt]s|jsonc?|ya?ml|toml|md|service|plist|env|conf)$|rc$|[\\/][^\\/]*(?:profile|aliases|history|makefile|dockerfile)[^\\/]*$|[\\/]\.env[^\\/]*$/i;
