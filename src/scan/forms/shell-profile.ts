import { type FileName, type Form, plainSurroundings, type ScannedText } from '../form.ts';
import { hostScope } from '../host-scope.ts';
import { scanShell } from '../shell/scan-shell.ts';
import { destinationOf } from '../shell/written-file.ts';

const profileNames =
  /^\.?(?:bashrc|bash_profile|bash_login|bash_aliases|bash_functions|profile|zshrc|zprofile|zshenv|zlogin|zlogout|kshrc|mkshrc|shrc|envrc|environment|aliases|functions|xprofile|xinitrc|xsessionrc|inputrc|zpreztorc|zimrc)(?:[._-].*)?$|(?:^|[._-])(?:bashrc|zshrc|aliases|bash_aliases|bash_profile|shell-?rc)(?:[._-].*)?$/;

/** Files that a shell reads when it starts, also as dotfile collections and Claude Code's snapshots name them. */
function isProfile({ path, name }: FileName): boolean {
  return (
    profileNames.test(name) ||
    destinationOf(path) === 'profile' ||
    /\/(?:\.oh-my-zsh\/custom|\.?zsh(?:rc)?(?:\.d)?|\.?bash(?:rc)?\.d|profile\.d|shell-snapshots|\.?zfunc|zsh-custom)\/[^/]+$/.test(
      path,
    )
  );
}

export const shellProfile: Form = {
  name: 'shell-profile',
  matches: (file) =>
    isProfile(file) &&
    !/^(?:bats|md|json|ya?ml|toml|txt|fish|nu|ps1|py|js|ts|lua|el|html?|nix|tsx|jsx|[cm][jt]s|vue|svelte|rs|go|rb|java|kts?|cs|php|swift|scala|dart|exs?|c|cc|cpp|hpp?|tf)$/.test(
      file.extension,
    ),
  scan: ({ text, firstLine, outer, written, file }: ScannedText) => {
    const own = plainSurroundings('shell-profile');
    const notes = file.path.includes('/shell-snapshots/')
      ? ["a snapshot that Claude Code made of the user's shell: the definition itself stands in a profile"]
      : file.name.endsWith('envrc')
        ? ['read by direnv on every entry of the folder, once allowed']
        : [];
    const surroundings = outer
      ? { ...outer, scope: hostScope(outer.scope, 'shell-profile') }
      : { ...own, notes };
    return { sites: scanShell({ source: text, line: firstLine, surroundings, written, defines: true }) };
  },
};
