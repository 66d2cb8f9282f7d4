/** Operating systems that can be hardened, with where Claude Code looks for policy there. */
export const targetSystems = {
  macos: { folder: 'Library/Application Support/ClaudeCode', root: '/' },
  linux: { folder: 'etc/claude-code', root: '/' },
  wsl: { folder: 'etc/claude-code', root: '/' },
  windows: { folder: 'Program Files/ClaudeCode', root: 'C:\\' },
} as const satisfies Record<string, { readonly folder: string; readonly root: string }>;

/** https://code.claude.com/docs/en/managed-settings#where-each-mechanism-stores-the-policy */
export type TargetSystem = keyof typeof targetSystems;

/** A path below the root as the system itself writes it. */
export function nativePath(system: TargetSystem, path: string): string {
  const { root } = targetSystems[system];
  return system === 'windows' ? root + path.replaceAll('/', '\\') : root + path;
}
