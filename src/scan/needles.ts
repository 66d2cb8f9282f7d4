/**
 * Byte strings of which one stands in every file that takes a route. Each is shorter than seven bytes and begins
 * with a rare one, so that the search for it runs at the speed of memory:
 * - `-permi`: the flags, and settings that are named after them;
 * - `Permis`: bypassPermissions, permissionMode, allowDangerouslySkipPermissions, skipDangerousModePermissionPrompt;
 * - `_SANDB`: IS_SANDBOX, CLAUDE_CODE_SANDBOXED;
 * - `_PERMI`: CLAUDE_CODE_EVEN_MORE_DANGEROUSLY_SKIP_PERMISSIONS, CLAUDE_CHROME_PERMISSION_MODE;
 * - `wedToo`, `wed-to`: --allowedTools, --allowed-tools.
 */
export const needles: readonly Uint8Array[] = ['-permi', 'Permis', '_SANDB', '_PERMI'].map((needle) =>
  new TextEncoder().encode(needle),
);
