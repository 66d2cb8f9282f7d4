import type { Call } from '../call.ts';
import { plainField } from '../field.ts';
import { resolvePath } from '../paths.ts';
import type { Act, Program, Programs } from '../program.ts';
import { unknownStream } from '../stream.ts';
import { silent } from './entries.ts';
import { discardingCommands } from './git-discarding.ts';
import { filtersHistory, historyCommands } from './git-history.ts';
import { publishingCommands } from './git-publishing.ts';

/** Splits keys that name several subcommands. */
function spread(table: Readonly<Record<string, Program>>): Readonly<Record<string, Program>> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([names, program]) => names.split(' ').map((name) => [name, program])),
  );
}

const inner = spread({ ...publishingCommands, ...discardingCommands, ...historyCommands });

/** Global options first, then the subcommand, then an alias that the line itself defines. */
const gits: Act = (call) => {
  for (const folder of [...call.values('-C'), ...call.values('--work-tree')])
    call.scope.cwd = resolvePath(folder.text, call.scope.cwd);
  const settings = new Map(
    call.values('-c').map(({ text }): [string, string] => {
      const equals = text.indexOf('=');
      return equals === -1
        ? [text.toLowerCase(), '']
        : [text.slice(0, equals).toLowerCase(), text.slice(equals + 1)];
    }),
  );
  applySettings(call, settings);
  makesIndex(call);
  const [first, ...rest] = call.arguments.rest;
  const key = `alias.${first?.text.toLowerCase() ?? ''}`;
  const alias = settings.get(key) ?? call.scope.variables.get(key)?.fields[0]?.text;
  if (alias?.startsWith('!')) return call.runSource(plainField(alias.slice(1)));
  if (alias !== undefined && alias !== '')
    return call.run([plainField('git'), ...alias.split(/\s+/).map((word) => plainField(word)), ...rest]);
  return undefined;
};

/** What git keeps in a file of its own is made by it. https://git-scm.com/docs/git#Documentation/git.txt-GITINDEXFILE */
function makesIndex({ scope, analysis }: Call): void {
  const index = scope.variables.get('GIT_INDEX_FILE')?.fields[0]?.text;
  if (index) analysis.created(resolvePath(index, scope.cwd));
}

function applySettings(call: Call, settings: ReadonlyMap<string, string>): void {
  for (const [key, value] of settings) {
    if (key === 'gc.pruneexpire')
      call.scope.variables.set('gc.pruneExpire', { fields: [plainField(value)], origins: [] });
    if (key === 'clean.requireforce' && /^(?:false|no|off|0)$/i.test(value)) {
      call.scope.variables.set('GIT_CLEAN_FORCE', { fields: [plainField('1')], origins: [] });
    }
    if (
      /^core\.(?:sshcommand|fsmonitor|pager|editor)$/.test(key) &&
      value !== '' &&
      !/^(?:true|false|cat|less)$/.test(value)
    ) {
      call.runSource(plainField(value));
    }
  }
}

/** To the server of another version control. https://git-scm.com/docs/git-svn, https://git-scm.com/docs/git-p4 */
const sending: Program = {
  options: { '-n|--dry-run': 'harmless' },
  act: (call) => {
    call.network('publish', `${call.argv[1]?.text ?? ''} server`);
    return unknownStream;
  },
};

/** https://git-scm.com/docs */
export const git: Programs = {
  git: {
    options: {
      '-C -c --git-dir --work-tree --namespace --exec-path --super-prefix --config-env': 'value',
      '-p|--paginate -P --no-pager --bare --no-replace-objects --literal-pathspecs --no-optional-locks':
        'flag',
      '-h|--help -v|--version --html-path --man-path --info-path': 'harmless',
    },
    stopsAtOperand: true,
    act: gits,
    subcommands: {
      ...inner,
      svn: { subcommands: { dcommit: sending }, otherwise: silent },
      p4: { subcommands: { submit: sending }, otherwise: silent },
    },
    otherwise: {
      act: (call) => {
        const name = call.operand(0);
        if (name !== '') call.emit('execute', `git-${name}`, { certainty: 'possible' });
        return unknownStream;
      },
    },
  },
  'git-filter-repo': filtersHistory,
  'git-lfs git-crypt tig lazygit gitk gitui delta diff-so-fancy git-absorb': {
    operands: 'value',
    output: 'none',
  },
};
