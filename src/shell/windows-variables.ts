import { type Field, plainField } from './field.ts';
import type { PathContext } from './path-context.ts';
import { isWindowsPath } from './paths.ts';
import type { Scope } from './scope.ts';

/** Variables of every Windows session, in lower case. https://learn.microsoft.com/windows/deployment/usmt/usmt-recognized-environment-variables */
const places: Readonly<Record<string, (context: PathContext, scope: Scope) => string>> = {
  home: ({ home }) => home,
  userprofile: ({ home }) => home,
  pwd: (_, { cwd }) => cwd,
  cd: (_, { cwd }) => cwd,
  temp: ({ home }) => `${home}\\AppData\\Local\\Temp`,
  tmp: ({ home }) => `${home}\\AppData\\Local\\Temp`,
  appdata: ({ home }) => `${home}\\AppData\\Roaming`,
  localappdata: ({ home }) => `${home}\\AppData\\Local`,
  systemroot: () => 'C:\\Windows',
  windir: () => 'C:\\Windows',
  systemdrive: () => 'C:',
  homedrive: () => 'C:',
  programdata: () => 'C:\\ProgramData',
  null: () => '/dev/null',
  profile: ({ home }) => profileIn(home),
  claude_project_dir: ({ repository }) => repository,
};

/** The file that every session of PowerShell runs. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_profiles */
function profileIn(home: string): string {
  const file = 'Microsoft.PowerShell_profile.ps1';
  return isWindowsPath(home)
    ? `${home}\\Documents\\PowerShell\\${file}`
    : `${home}/.config/powershell/${file}`;
}

/** What a variable holds: as the line set it, else as Windows does. Names are in any case. */
export function windowsVariable(name: string, scope: Scope, context: PathContext): Field | undefined {
  const lower = name.toLowerCase();
  const set = scope.variables.get(name) ?? scope.variables.get(lower);
  const [field] = set?.fields ?? [];
  if (field) return field;
  const place = Object.hasOwn(places, lower) ? places[lower] : undefined;
  return place && plainField(place(context, scope));
}
