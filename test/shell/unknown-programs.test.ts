import { describe, expect, it } from 'vitest';
import { analyseCommand } from '../../src/shell/analyse-command.ts';
import { context, effectsOf } from './support.ts';

describe('a program that nobody knows', () => {
  it.each([
    ['zorp ~/.ssh/id_rsa', 'read /home/dana/.ssh/id_rsa'],
    ['zorp --key=~/.ssh/id_rsa', 'read /home/dana/.ssh/id_rsa'],
    ['zorp sync -f ~/.aws/credentials', 'read /home/dana/.aws/credentials'],
    ['./deploy ~/.ssh/id_rsa', 'read /home/dana/.ssh/id_rsa'],
    ['zorp -o /etc/cron.d/job', 'write /etc/cron.d/job'],
    ['zorp --output=~/.bashrc', 'write /home/dana/.bashrc'],
    ['zorp cluster destroy prod --yes', 'delete zorp cluster destroy prod'],
    ['zorp delete team-a', 'delete zorp delete team-a'],
    ['zorp db:drop', 'delete zorp db:drop'],
    ['zorp user revoke dana', 'delete zorp user revoke dana'],
  ])('%s', (line, expected) => {
    expect(effectsOf(line)).toContain(expected);
    const { effects } = analyseCommand(line, context);
    expect(effects.filter(({ action }) => action !== 'execute').map(({ certainty }) => certainty)).toEqual([
      'possible',
    ]);
  });

  it.each([
    'zorp README.md',
    'zorp -o report.html src/',
    'zorp ~/.ssh/id_rsa.pub',
    'zorp list credentials',
    'zorp https://a.example/credentials',
    'zorp --tls-key=certs/server.key',
    'zorp explain delete',
    'zorp cluster list',
    'zorp run delete',
    'zorp remove',
    'zorp help delete team-a',
  ])('%s only runs', (line) => {
    expect(effectsOf(line)).toEqual(['execute zorp']);
  });

  it.each(['zorp delete team-a --help', 'zorp -o /etc/cron.d/job --version'])('%s only asks', (line) => {
    expect(effectsOf(line)).toEqual([]);
  });
});

describe('a branch that is never taken', () => {
  it.each([
    'false && rm a',
    'true || rm a',
    '! true && rm a',
    'if false; then rm a; fi',
    'if true; then echo; else rm a; fi',
    'while false; do rm a; done',
    'until true; do rm a; done',
    '[ 1 = 2 ] && rm a',
    'test -n "" && rm a',
    'exit 0; rm a',
    'case x in y) rm a ;; esac',
    `bash -c 'case "$1" in wipe) rm a ;; esac' _ help`,
    'f() { if [ "$1" = wipe ]; then rm a; fi; }; f help',
  ])('%s', (line) => {
    expect(effectsOf(line)).toEqual([]);
  });

  it.each([
    'true && rm a',
    'false || rm a',
    '! false && rm a',
    'false && echo || rm a',
    'if ls; then rm a; fi',
    'until false; do rm a; break; done',
    'test -d a && rm a',
    '[ "$FORCE" = 1 ] && rm a',
    'cd x || exit 1; rm a',
    '(exit 0); rm a',
    'return 0; rm a',
    'true() { return 1; }; true || rm a',
    'case "$MODE" in wipe) rm a ;; esac',
    'case x in [xy]) rm a ;; esac',
    'set -- wipe; case "$1" in wipe) rm a ;; esac',
    `bash -c 'case "$1" in wipe) rm a ;; esac' _ wipe`,
    'f() { while [ $# -gt 0 ]; do case "$1" in --wipe) rm a ;; esac; shift; done; }; f x --wipe',
  ])('%s may be', (line) => {
    expect(effectsOf(line)).toContainEqual(expect.stringMatching(/^delete .*\/a$/));
  });
});
