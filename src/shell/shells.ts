/** A shell whose command lines can be read. */
interface Shell {
  /** What its lines are written in: a key of the readers of code. */
  readonly language: string;
  /** Tool under which agents record such lines. https://code.claude.com/docs/en/tools-reference */
  readonly tool: string;
  /** Other names: shells whose lines are read by the same grammar. */
  readonly aliases: readonly string[];
}

/** Every shell that can be named. A new one is one entry here, and one reader in `code.ts`. */
export const shells = {
  bash: { language: 'sh', tool: 'Bash', aliases: ['sh', 'zsh'] },
  powershell: { language: 'powershell', tool: 'PowerShell', aliases: ['pwsh'] },
  cmd: { language: 'cmd', tool: 'cmd', aliases: [] },
} as const satisfies Readonly<Record<string, Shell>>;
export type ShellName = keyof typeof shells;

const byName: ReadonlyMap<string, ShellName> = new Map(
  Object.entries(shells).flatMap(([name, { aliases }]) =>
    [name, ...aliases].map((word) => [word, name as ShellName] as const),
  ),
);

/** All names that are taken, aliases too. */
export const shellNames: readonly string[] = [...byName.keys()];

/** The shell of a name or alias; nothing where no shell is called so. */
export function shellNamed(name: string): ShellName | undefined {
  return byName.get(name);
}
