import type { LocalProgram } from '../../evidence/git/repository-evidence.ts';

/** A setting of git, and its value. */
export type QuietSetting = readonly [key: string, value: string];

type Quieted = (name: string) => readonly QuietSetting[];

/**
 * Settings by which a repository makes git start a program, with what is set in their place while a plan runs. Those
 * of a server are told anew, not taken away: the plan may have to reach it. https://git-scm.com/docs/git-config
 */
const forms: readonly (readonly [RegExp, Quieted])[] = [
  [
    /^(filter\..+)\.(?:clean|smudge|process)$/,
    (name) => [
      [name, ''],
      [name.replace(/\.[a-z]+$/, '.required'), 'false'],
    ],
  ],
  [/^diff\.external$|^diff\..+\.(?:command|textconv)$|^merge\..+\.driver$/, (name) => [[name, '']]],
  [/^core\.(?:fsmonitor|gitproxy|alternaterefscommand|askpass)$/, (name) => [[name, '']]],
  [/^core\.hookspath$/, (name) => [[name, '/dev/null']]],
  [/^core\.attributesfile$/, (name) => [[name, '/dev/null']]],
  [/^core\.sshcommand$/, (name) => [[name, 'ssh']]],
  [/^core\.pager$|^pager\./, () => [['core.pager', 'cat']]],
  [/^(?:core|sequence)\.editor$/, (name) => [[name, ':']]],
  [/^credential\.(?:.+\.)?helper$/, (name) => [[name, '']]],
  [/^gpg\.(?:.+\.)?program$/, () => [['log.showSignature', 'false']]],
  [/^remote\..+\.uploadpack$/, (name) => [[name, 'git-upload-pack']]],
  [/^remote\..+\.receivepack$/, (name) => [[name, 'git-receive-pack']]],
];

/** What keeps git from starting what a repository names. */
export function quietSettings(programs: readonly LocalProgram[]): QuietSetting[] {
  const names = programs.flatMap(({ kind, name }) => (kind === 'setting' ? [name] : []));
  const quiet = names.flatMap((name) => forms.find(([form]) => form.test(name))?.[1](name) ?? []);
  return [...new Map(quiet.map((setting) => [setting[0], setting])).values()];
}

/** Whether a repository takes in settings that were not read: what they start is not known. */
export function takesInOthers(programs: readonly LocalProgram[]): boolean {
  return programs.some(({ kind, name }) => kind === 'setting' && /^include(?:if)?\./.test(name));
}
