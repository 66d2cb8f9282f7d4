import { type Form, plainSurroundings } from '../form.ts';
import { hostScope } from '../host-scope.ts';
import { scanShell } from '../shell/scan-shell.ts';

export const shellScript: Form = {
  name: 'shell-script',
  matches: ({ extension, head, path }) =>
    /^(?:sh|bash|zsh|ksh|dash|ash|bats|command|envrc|ebuild|install|zsh-theme)$/.test(extension) ||
    /^#!.*\b(?:ba|z|k|da|a)?sh\b/.test(head) ||
    /\/(?:\.husky|\.githooks|git-hooks|\.git\/hooks)\/[^/.]+$/.test(path),
  scan: ({ text, firstLine, outer, written, test, file }) => {
    if (file.extension === 'bats') return { sites: [] };
    const surroundings = outer
      ? { ...outer, scope: hostScope(outer.scope, 'repository-script') }
      : plainSurroundings('repository-script');
    return { sites: scanShell({ source: text, line: firstLine, surroundings, written, test }) };
  },
};
