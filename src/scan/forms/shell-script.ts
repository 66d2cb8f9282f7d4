import { type FileName, type Form, plainSurroundings } from '../form.ts';
import { hostScope } from '../host-scope.ts';
import { longestScript, scanShell } from '../shell/scan-shell.ts';

export const shellScript: Form = {
  name: 'shell-script',
  matches: ({ extension, head, path }) =>
    /^(?:sh|bash|zsh|ksh|dash|ash|bats|command|ebuild|install|zsh-theme)$/.test(extension) ||
    /^#!.*\b(?:ba|z|k|da|a)?sh\b/.test(head) ||
    /\/(?:\.husky|\.githooks|git-hooks|\.git\/hooks)\/[^/.]+$/.test(path),
  scan: ({ text, firstLine, outer, written, test, file }) => {
    // Tests of shell scripts run what they test against stand-ins.
    if (file.extension === 'bats') return { sites: [] };
    const defines = isSourced(file, text);
    const scope = defines ? 'shell-profile' : 'repository-script';
    const surroundings = outer
      ? { ...outer, scope: hostScope(outer.scope, scope) }
      : plainSurroundings(scope);
    const sites = scanShell({ source: text, line: firstLine, surroundings, written, test, defines });
    return { sites, broken: text.length > longestScript };
  },
};

/** A file of aliases that names no interpreter is read by a shell when it starts: in a script, aliases do nothing. */
function isSourced({ head }: FileName, text: string): boolean {
  return !head.startsWith('#!') && /^[ \t]*alias [\w.-]+=/m.test(text);
}
