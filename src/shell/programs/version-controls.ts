import type { Act, Program, Programs } from '../program.ts';
import { unknownStream } from '../stream.ts';
import { emitting, silent, silently } from './entries.ts';

/** Sends what was committed to others. */
const sends: Act = (call) => {
  call.network('publish', call.operand(0) || `${call.program} server`, { traits: call.traits });
  return unknownStream;
};

const publishes: Program = { options: { '-f|--force': 'forced', '-m|--message': 'value' }, act: sends };

/** With an address it is the server's. https://svnbook.red-bean.com/en/1.7/svn.ref.svn.c.delete.html */
const removes: Program = {
  options: { '-m|--message -F|--file': 'value', '--force': 'forced', '--keep-local -q': 'flag' },
  act: (call) => {
    for (const field of call.operands) {
      if (/^\w[\w+.-]*:\/\//.test(field.text)) call.network('delete', field.text, { traits: ['remote'] });
      else call.delete(field, { traits: ['recursive'] });
    }
    return unknownStream;
  },
};

const losesHistory = emitting('delete', 'history', {
  zone: 'repository',
  traits: ['forced', 'irreversible'],
});

/** Version controls beside git. https://www.mercurial-scm.org/help, https://docs.jj-vcs.dev/latest/cli-reference/ */
export const versionControls: Programs = {
  hg: {
    stopsAtOperand: true,
    subcommands: { strip: losesHistory, rollback: losesHistory, push: publishes },
    otherwise: silent,
  },
  svn: {
    stopsAtOperand: true,
    subcommands: {
      ...silently('status st info log diff blame cat list ls help update up checkout co'),
      delete: removes,
      del: removes,
      remove: removes,
      rm: removes,
      commit: publishes,
      ci: publishes,
    },
    otherwise: silent,
  },
  /** What is abandoned stays in the log of operations for a while. */
  jj: {
    stopsAtOperand: true,
    subcommands: {
      abandon: emitting('delete', 'changes', { zone: 'repository' }),
      git: { subcommands: { push: publishes }, otherwise: silent },
    },
    otherwise: silent,
  },
  p4: {
    stopsAtOperand: true,
    subcommands: { submit: publishes, obliterate: losesHistory },
    otherwise: silent,
  },
};
