import { describe, expect, it } from 'vitest';
import { effectsOf } from './support.ts';

const gone = (name: string): string => `delete /home/dana/${name} forced irreversible recursive`;
const inProject = (name: string): string => `delete /home/dana/app/${name} forced recursive`;

/** What the shell's own language makes of a line, and all that then happens. */
const cases: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  arrays: [
    ['declare -A m; m[a]=~/one; m[b]=~/two; rm -rf "${m[a]}"', [gone('one')]],
    [
      'declare -A m=([a]=~/one [b]=~/two); for k in "${!m[@]}"; do rm -rf "${m[$k]}"; done',
      [gone('one'), gone('two')],
    ],
    ['k=b; declare -A m=([a]=~/one ["$k"]=~/two); rm -rf "${m[b]}"', [gone('two')]],
    ['a=(~/one ~/two); rm -rf "${a[-1]}"', [gone('two')]],
    ['a=(~/one ~/two); i=1; rm -rf "${a[i]}"', [gone('two')]],
    ['a=(~/one); a[3]=~/two; rm -rf "${a[@]}"', [gone('one'), gone('two')]],
    ['local a=(~/one ~/two); rm -rf "${a[0]}"', [gone('one')]],
    ['a=(~/one); rm -rf "${a[5]}"', []],
    ['declare -A m; rm -rf "${m[a]}"', []],
    [
      'declare -A m=([a]=dist); rm -rf "${m[a]}"',
      ['delete /home/dana/app/dist forced recursive regenerable'],
    ],
    ['a=(~/one ~/two); rm -rf "${a[$RANDOM]}"', ['delete ${a[$RANDOM]} forced recursive']],
  ],
  'the empty word names nothing': [
    ['rm -rf ""', []],
    ["rm -rf ''", []],
    ['x=; rm -rf "$x"', []],
    ['cp "" copy', ['write /home/dana/app/copy']],
    ['x=; rm -rf "$x" old', [inProject('old')]],
  ],
  'loops that are left': [
    ['for v in one two; do break; done; rm -rf $v', [inProject('one')]],
    ['for v in one; do continue; rm -rf ~/x; done', []],
    ['while true; do rm -rf ~/x; break; rm -rf ~/y; done', [gone('x')]],
    ['for v in x y; do [ -f $v ] && continue; rm -rf ~/$v; done', [gone('x'), gone('y')]],
    ['for v in x y; do if [ -f $v ]; then break; fi; rm -rf ~/$v; done', [gone('x'), gone('y')]],
    ['select v in x y; do rm -rf ~/$v; break; done', [gone('x'), gone('y')]],
    ['f() { while [ $# -gt 0 ]; do rm -rf "$1"; shift; done; }; f ~/x ~/y', [gone('x'), gone('y')]],
  ],
  'braces and tildes': [
    ['rm -rf {~,/srv}/x', [gone('x'), 'delete /srv/x forced irreversible recursive']],
    ['rm -rf a{~,b}', [inProject('a~'), inProject('ab')]],
    ['rm -rf ~/{a..c}', [gone('a'), gone('b'), gone('c')]],
    ['rm -rf ~/{08..10}', [gone('08'), gone('09'), gone('10')]],
    ['rm -rf ~/{a..e..2}', [gone('a'), gone('c'), gone('e')]],
    ['rm -rf ~/{5..1..2}', [gone('5'), gone('3'), gone('1')]],
    ['rm -rf ~root', ['delete /root forced irreversible recursive']],
    ['rm -rf ~bob/x', ['delete /home/bob/x forced irreversible recursive']],
    ["rm -rf '~root'", [inProject('~root')]],
  ],
  'functions that have the name of a program': [
    ['rm() { :; }; command rm -rf ~/x', [gone('x')]],
    ['rm() { :; }; env rm -rf ~/x', [gone('x')]],
    ['rm() { :; }; nice rm -rf ~/x', [gone('x')]],
    ['cd() { builtin cd "$@"; }; cd ~ && rm -rf x', [gone('x')]],
    ['command cd ~ && rm -rf x', [gone('x')]],
    ['git() { command git "$@"; }; git push -f', ['publish origin forced irreversible']],
    ['rm() { :; }; rm -rf ~/x', []],
    ['command -v rm', []],
  ],
};

describe.each(Object.entries(cases))('%s', (_, lines) => {
  it.each(lines)('%s', (line, expected) => {
    expect(effectsOf(line)).toEqual(expected);
  });
});

describe('what a shell runs before anything else', () => {
  it.each([
    "bash --rcfile <(echo 'rm -rf ~/x') -i",
    "bash --init-file <(echo 'rm -rf ~/x')",
    'BASH_ENV=<(echo rm -rf ~/x) bash -c :',
    "ENV='$(rm -rf ~/x)' sh -i",
    "PS4='$(rm -rf ~/x)' bash -xc :",
  ])('%s', (line) => {
    expect(effectsOf(line)).toEqual([gone('x')]);
  });

  it.each([
    ["PS4='+ ' bash -xc :", []],
    ["PS4='$(rm -rf ~/x)' bash -c :", []],
    ['bash --rcfile ~/.profile -i', ['execute /home/dana/.profile']],
    ['BASH_ENV=/dev/null bash -c :', []],
  ])('%s: %j', (line, expected) => {
    expect(effectsOf(line)).toEqual(expected);
  });
});
