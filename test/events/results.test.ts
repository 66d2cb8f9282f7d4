import { describe, expect, it } from 'vitest';
import { FlowMemory } from '../../src/events/flows/flow-memory.ts';
import { logEvents } from '../../src/events/log-events/log-events.ts';
import { formsOf, resultForms } from '../../src/events/results/result-forms.ts';
import { CallAnalyser } from '../../src/transcripts/effects/call-analyser.ts';
import type { Outcome, ToolCall } from '../../src/transcripts/tool-call.ts';
import { resultRows } from './result-rows.ts';

const cwd = '/home/dana/app';

function callOf(command: string, text: string, outcome: Outcome): ToolCall {
  const evidence = { path: 'transcript.jsonl', line: 1 };
  return {
    id: 'toolu_1',
    agent: 'claude-code',
    sessionId: 'session-1',
    project: 'app',
    cwd,
    tool: 'Bash',
    toolKind: 'shell',
    argument: command,
    input: { command },
    permissionMode: 'bypassPermissions',
    permissionModeSource: 'user-record',
    outcome,
    effects: [],
    evidence,
    result: { text, isError: outcome === 'failed', evidence },
  };
}

/** What the events of a call say of it, for the command or the effect that its own words name. */
function standingOf(what: string, command: string, text: string, outcome: Outcome) {
  const { call, analysis, paths } = new CallAnalyser('/home/dana').analyse(callOf(command, text, outcome));
  const settings = { paths, sanctioned: [], flows: new FlowMemory([]), products: ['linux'] };
  const found = logEvents(call, analysis, settings).filter(
    ({ subject, logsource }) => logsource.category !== 'agent_events' && subject.startsWith(what),
  );
  const states = found.map((event) => event.standing?.());
  expect(states.length).toBeGreaterThan(0);
  return states.at(-1);
}

describe('what a line of a result proves', () => {
  it.each(resultRows)('%s: %s', (command, line, sign) => {
    const program = command.split(' ')[0] ?? '';
    const { state } = standingOf(program, command, `some output\n${line}\n`, 'interrupted') ?? {};
    expect(state).toBe(sign === '-' ? 'attempted' : 'confirmed');
  });

  it('has a row for every text', () => {
    const untold = resultForms.filter(
      (form) =>
        !resultRows.some(
          ([command, line]) =>
            form.line.test(line) && form.programs.includes((command.split(' ')[0] ?? '').toLowerCase()),
        ),
    );
    expect(untold.map(({ line }) => line.source)).toEqual([]);
  });

  it('knows at least sixty programs', () => {
    expect(new Set(resultForms.flatMap(({ programs }) => programs)).size).toBeGreaterThan(60);
    expect(formsOf('no-such-program')).toEqual([]);
  });
});

type Row = readonly [
  why: string,
  what: string,
  command: string,
  text: string,
  outcome: Outcome,
  state: 'attempted' | 'untaken' | 'possible' | 'confirmed',
];

const lines: readonly Row[] = [
  [
    'what runs only behind it spoke of its own failure',
    'database old',
    'dropdb old && createdb shop && pg_restore -d shop shop.dump',
    'pg_restore: error: could not read from input file: end of file',
    'failed',
    'confirmed',
  ],
  [
    'it spoke itself, and nothing that runs behind it',
    'database old',
    'dropdb old && pg_restore -d shop shop.dump',
    'dropdb: error: database removal failed: ERROR:  database "old" does not exist',
    'failed',
    'attempted',
  ],
  [
    'the words behind it, which its success prints, are not there',
    '/home/dana/.zshrc',
    'if [ -f ~/.zshrc ]; then echo "export A=1" >> ~/.zshrc && echo "Added to ~/.zshrc"; fi',
    '',
    'succeeded',
    'untaken',
  ],
  [
    'the same behind a question and no branch',
    '/home/dana/.bashrc',
    '[ -f ~/.bashrc ] && echo "export A=1" >> ~/.bashrc && echo Added-it',
    '',
    'interrupted',
    'untaken',
  ],
  [
    'the words behind it are there',
    '/home/dana/.zshrc',
    'if [ -f ~/.zshrc ]; then echo "export A=1" >> ~/.zshrc && echo "Added to ~/.zshrc"; fi',
    'Added to ~/.zshrc',
    'succeeded',
    'confirmed',
  ],
  [
    'the words behind it stand on either branch',
    '/home/dana/.zshrc',
    'if [ -f ~/.zshrc ]; then echo "export A=1" >> ~/.zshrc && echo Done; else echo Done; fi',
    'Done',
    'succeeded',
    'possible',
  ],
  [
    'the other branch spoke',
    '/mnt/build/etc/resolv.conf',
    'if [ -d "/mnt/build" ]; then echo "nameserver 9.9.9.9" > /mnt/build/etc/resolv.conf; else echo "No build folder here"; fi',
    'No build folder here',
    'succeeded',
    'untaken',
  ],
  [
    'the other branch spoke, which stands first',
    '/home/dana/.zshrc',
    'if [ ! -f ~/.zshrc ]; then echo "Nothing to change"; else echo "export A=1" >> ~/.zshrc; fi',
    'Nothing to change',
    'succeeded',
    'untaken',
  ],
  [
    'the other branch said nothing',
    '/home/dana/.zshrc',
    'if [ ! -f ~/.zshrc ]; then echo "Nothing to change"; else echo "export A=1" >> ~/.zshrc; fi',
    'Something else',
    'succeeded',
    'possible',
  ],
  [
    'the other branch spoke in one turn of a loop',
    '/home/dana/.zshrc',
    'for f in a b; do if [ -f "$f" ]; then echo "export A=1" >> ~/.zshrc; else echo "Not there"; fi; done',
    'Not there',
    'succeeded',
    'possible',
  ],
  [
    'the words behind it go where nobody sees them',
    '/home/dana/.zshrc',
    'if [ -f ~/.zshrc ]; then echo "export A=1" >> ~/.zshrc && echo Added > /dev/null; fi',
    '',
    'succeeded',
    'possible',
  ],
  [
    'words behind a semicolon say nothing of it',
    '/srv/a',
    'if [ -f lock ]; then rm -rf /srv/a; echo gone; fi | tail -1',
    '',
    'succeeded',
    'possible',
  ],
  [
    'a program that ended with an error, after its work',
    '/home/dana/.gnupg',
    'gpg --import k.asc',
    'gpg: key 0123456789ABCDEF: secret key imported\ngpg: some uid was skipped',
    'failed',
    'confirmed',
  ],
  [
    'a program that found nothing to work on',
    '/home/dana/.gnupg',
    'gpg --import k.asc',
    'gpg: no valid OpenPGP data found.\ngpg: Total number processed: 0',
    'failed',
    'attempted',
  ],
  [
    'the shell itself did not start',
    'root@router:/srv/a',
    'ssh root@router "rm -f /srv/a && echo gone"',
    "Command failed: cygpath -u 'C:\\Users\\dana\\snapshot.sh'",
    'failed',
    'attempted',
  ],
  [
    'another program speaks of cygpath',
    '/srv/a',
    'rm -rf /srv/a; cygpath -u x',
    'x\nCommand failed: cygpath -u x',
    'failed',
    'confirmed',
  ],
  [
    'the first of two succeeded, so that what stands behind || did not run',
    '/etc/nginx',
    'systemctl is-active nginx || rm -rf /etc/nginx',
    'active',
    'succeeded',
    'untaken',
  ],
  [
    'the first of two failed, so that what stands behind || ran',
    '/etc/nginx',
    'systemctl is-active nginx || rm -rf /etc/nginx',
    'inactive',
    'succeeded',
    'confirmed',
  ],
  [
    'nothing tells how the first of two ended',
    '/srv/a',
    './check || rm -rf /srv/a',
    'checked',
    'succeeded',
    'possible',
  ],
  [
    'a program was found, so that the other branch was not taken',
    '/srv/a',
    'which docker || rm -rf /srv/a',
    '/usr/bin/docker',
    'succeeded',
    'untaken',
  ],
  [
    'the words of echo behind || show that the first failed',
    '/srv/a',
    'cat /srv/a 2>/dev/null || echo none',
    'none',
    'succeeded',
    'attempted',
  ],
  [
    'the words of echo behind || are not there: the first succeeded',
    '/srv/a',
    'cat /srv/a 2>/dev/null || echo none',
    'SECRET',
    'succeeded',
    'confirmed',
  ],
  [
    'a chain ended before',
    '/srv/a',
    'cd /nowhere && rm -rf /srv/a',
    'bash: line 1: cd: /nowhere: No such file or directory',
    'failed',
    'attempted',
  ],
  ['a chain went to its end', '/srv/a', 'cd /srv && rm -rf /srv/a', '', 'succeeded', 'confirmed'],
  [
    'a chain ended behind it',
    '/srv/a',
    'rm -rf /srv/a && cat /nowhere',
    'cat: /nowhere: No such file or directory',
    'failed',
    'confirmed',
  ],
  [
    'what follows failed, and rm says nothing',
    '/srv/a',
    'rm -rf /srv/a; ls /srv/a',
    "ls: cannot access '/srv/a': No such file or directory",
    'failed',
    'confirmed',
  ],
  [
    'what follows succeeded, and rm was refused',
    '/srv/a',
    'rm -rf /srv/a; ls',
    "rm: cannot remove '/srv/a': Permission denied\na.txt",
    'succeeded',
    'attempted',
  ],
  [
    'a condition that does not hold',
    '/srv/a',
    'if systemctl is-active nginx; then rm -rf /srv/a; fi',
    'inactive',
    'succeeded',
    'untaken',
  ],
  [
    'a condition that holds',
    '/srv/a',
    'if systemctl is-active nginx; then rm -rf /srv/a; fi',
    'active',
    'succeeded',
    'confirmed',
  ],
  [
    'the other branch of a condition that holds',
    '/srv/a',
    'if systemctl is-active nginx; then echo up; else rm -rf /srv/a; fi',
    'active\nup',
    'succeeded',
    'untaken',
  ],
  [
    'a condition of which nothing is known',
    '/srv/a',
    'if [ -f lock ]; then rm -rf /srv/a; fi',
    '',
    'succeeded',
    'possible',
  ],
  [
    'a question that the outcome answers',
    '/srv/a',
    '[ -d /srv/a ] && rm -rf /srv/a',
    '',
    'succeeded',
    'confirmed',
  ],
  [
    'a question that the outcome leaves open',
    '/srv/a',
    '[ -d /srv/a ] && rm -rf /srv/a',
    '',
    'failed',
    'possible',
  ],
  [
    'a branch of case whose word is not known',
    '/srv/a',
    'case "$1" in stop) rm -rf /srv/a;; esac',
    '',
    'succeeded',
    'possible',
  ],
  [
    'two of three objects were refused: this one',
    '/srv/a',
    'rm -rf /srv/a /srv/b',
    "rm: cannot remove '/srv/a': Permission denied",
    'failed',
    'attempted',
  ],
  [
    'two of three objects were refused: not this one',
    '/srv/b',
    'rm -rf /srv/a /srv/b',
    "rm: cannot remove '/srv/a': Permission denied",
    'failed',
    'confirmed',
  ],
  [
    'a tree of which a part could not be removed',
    '/srv/a',
    'rm -rf /srv/a',
    "rm: cannot remove '/srv/a/b/c': Device or resource busy",
    'failed',
    'possible',
  ],
  [
    'sudo is not there',
    '/srv/a',
    'sudo chown dana /srv/a',
    'bash: line 1: sudo: command not found',
    'failed',
    'attempted',
  ],
  [
    'sudo is not there, and what follows succeeds',
    '/srv/a',
    'sudo rm -rf /srv/a; echo done',
    'bash: line 1: sudo: command not found\ndone',
    'succeeded',
    'attempted',
  ],
  [
    'the shell could not read the line',
    '/srv/a',
    'rm -rf /srv/a && echo "x',
    '(eval):1: unmatched "',
    'failed',
    'attempted',
  ],
  [
    'the other machine could not be reached',
    'web1:/srv/a',
    'ssh web1 "rm -rf /srv/a"',
    'ssh: connect to host web1 port 22: Connection timed out',
    'failed',
    'attempted',
  ],
  [
    'the container is not there',
    'db:/srv/a',
    'docker exec db rm -rf /srv/a',
    'Error response from daemon: No such container: db',
    'failed',
    'attempted',
  ],
  [
    'the container is not there, and no error is flagged',
    'db:/srv/a',
    'docker exec db rm -rf /srv/a',
    'Error response from daemon: No such container: db',
    'succeeded',
    'attempted',
  ],
  [
    'the pod is gone',
    'web-1:/srv/a',
    'kubectl exec web-1 -- rm -rf /srv/a',
    'error: unable to upgrade connection: container not found ("web")',
    'succeeded',
    'attempted',
  ],
  [
    'no process could be made',
    '/srv/a',
    'rm -rf /srv/a',
    '/bin/bash: fork: Resource temporarily unavailable',
    'succeeded',
    'attempted',
  ],
  [
    'no process could be made for one of several programs',
    '/srv/a',
    'rm -rf /srv/a; ls /srv',
    '/bin/bash: fork: Resource temporarily unavailable',
    'succeeded',
    'confirmed',
  ],
  [
    'a process was made at another try',
    '/srv/a',
    'rm -rf /srv/a',
    '/bin/bash: fork: retry: Resource temporarily unavailable',
    'succeeded',
    'confirmed',
  ],
  [
    'the program could not be run',
    '/srv/a',
    '/opt/bin/rm -rf /srv/a',
    '/bin/bash: line 1: /opt/bin/rm: cannot execute: required file not found',
    'succeeded',
    'attempted',
  ],
  [
    'a clean that names what it removes',
    '/home/dana/app',
    'git clean -fd',
    'Removing notes.txt',
    'succeeded',
    'confirmed',
  ],
  ['a clean that was told to be quiet', '/home/dana/app', 'git clean -fdq', '', 'succeeded', 'possible'],
  [
    'the second statement failed',
    'psql',
    'psql -c "DROP TABLE a; DROP TABLE b"',
    'DROP TABLE\nERROR:  table "b" does not exist',
    'failed',
    'confirmed',
  ],
  [
    'a pipe hides how it ended, and its words tell',
    'git push',
    'git push 2>&1 | tail -3',
    ' ! [rejected]        main -> main (non-fast-forward)',
    'succeeded',
    'attempted',
  ],
  [
    'there was nothing to do, and that is no failure',
    'git push',
    'git push --force',
    'Everything up-to-date',
    'succeeded',
    'attempted',
  ],
  [
    'a page only quotes the words',
    '/srv/a',
    'rm -rf /srv/a; curl -s https://a.example',
    "rm: cannot remove '/srv/a': Permission denied",
    'succeeded',
    'possible',
  ],
  [
    'the agent itself wrote the words',
    '/srv/a',
    `rm -rf /srv/a; echo "rm: cannot remove '/srv/a': Permission denied"`,
    "rm: cannot remove '/srv/a': Permission denied",
    'succeeded',
    'confirmed',
  ],
  [
    'words inside of a line are no words of the program',
    '/srv/a',
    'rm -rf /srv/a; ls',
    "log: rm: cannot remove '/srv/a': Permission denied",
    'succeeded',
    'confirmed',
  ],
  ['a script failed behind it', '/srv/a', 'bash -c "rm -rf /srv/a; false"', '', 'failed', 'confirmed'],
  ['a delete that failed without a word', '/srv/a', 'rm /srv/a', '', 'failed', 'attempted'],
  ['a human refused it', '/srv/a', 'rm -rf /srv/a', "removed '/srv/a'", 'denied', 'attempted'],
  ['nothing tells of it', '/srv/a', 'rm -rf /srv/a', '', 'unknown', 'possible'],
  [
    'a script whose reader had read enough',
    '/srv/a',
    'bash -c "ls; rm -rf /srv/a" | head -2',
    'a\nb',
    'succeeded',
    'possible',
  ],
  [
    'a script whose reader took all of it',
    '/srv/a',
    'bash -c "ls; rm -rf /srv/a" | head -20',
    'a\nb',
    'succeeded',
    'confirmed',
  ],
  [
    'a command beside a reader that had read enough',
    '/srv/a',
    'ls | head -2; rm -rf /srv/a',
    'a\nb',
    'succeeded',
    'confirmed',
  ],
  [
    'a push behind a commit that had nobody to name',
    'origin main',
    'git commit -m x && git push -f origin main',
    'Author identity unknown',
    'unknown',
    'possible',
  ],
  [
    'a push behind a commit that had nothing to commit',
    'origin main',
    'git commit -m x && git push -f origin main',
    'nothing to commit, working tree clean',
    'interrupted',
    'attempted',
  ],
  [
    'a commit whose tree is clean behind it',
    'origin main',
    'git commit -m x && git status && git push -f origin main',
    '[main 1a2b3c4] x\nnothing to commit, working tree clean',
    'succeeded',
    'confirmed',
  ],
];

describe('what a line of commands came to', () => {
  it.each(lines)('%s (%s in %s)', (_why, what, command, text, outcome, wanted) => {
    const { state, isUntaken } = standingOf(what, command, text, outcome) ?? {};
    expect(isUntaken ? 'untaken' : state).toBe(wanted);
  });
});
