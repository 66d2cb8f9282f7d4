import { type Form, plainSurroundings } from '../form.ts';
import { hostScope } from '../host-scope.ts';
import { scanShell } from '../shell/scan-shell.ts';

/** Files of no known form: only lines that define an alias or a variable, or begin with the agent, count. */
export const genericText: Form = {
  name: 'text',
  matches: () => true,
  scan: ({ text, firstLine, outer, written, file }) => {
    if (
      file.extension !== '' &&
      !/^(?:conf|cfg|ini|config|rc|local|custom|sample|general|env)$/.test(file.extension) &&
      !outer
    )
      return { sites: [] };
    const surroundings = outer
      ? { ...outer, scope: hostScope(outer.scope, 'repository-script') }
      : plainSurroundings('repository-script');
    return {
      sites: scanShell({ source: text, line: firstLine, surroundings, written, mustNameAgent: true }),
    };
  },
};
