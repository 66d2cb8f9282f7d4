import type { ResultForm } from '../result-form.ts';

/** A path as GNU programs quote it, or plain. */
const path = `['‘"\`]?(.{1,1000}?)['’"]?`;
const why =
  '(?:No such file or directory|Permission denied|Operation not permitted|Read-only file system|Not a directory|Is a directory|File exists|Text file busy|Device or resource busy|Directory not empty|Invalid argument|No space left on device)';

/**
 * Programs on files, each in the words of GNU and of BSD.
 * https://www.gnu.org/software/coreutils/manual/coreutils.html, https://man.freebsd.org/cgi/man.cgi
 */
export const files: readonly ResultForm[] = [
  {
    programs: ['rm', 'grm', 'rmdir', 'unlink'],
    line: new RegExp(`^(?:g?rm|rmdir|unlink): (?:cannot (?:remove|unlink)|failed to remove) ${path}: \\S`),
    shows: 'refused',
  },
  {
    programs: ['rm', 'rmdir', 'unlink'],
    line: new RegExp(`^(?:rm|rmdir|unlink): ${path}: ${why}`),
    shows: 'refused',
  },
  {
    programs: ['rm', 'grm'],
    line: /^rm: (?:it is dangerous to operate recursively|refusing to remove)/,
    shows: 'refused',
  },
  {
    programs: ['mv', 'gmv', 'cp', 'gcp', 'ln', 'install'],
    line: new RegExp(
      `^(?:g?mv|g?cp|ln|install): (?:cannot \\w+(?: \\w+)*|failed to \\w+(?: \\w+)*|target|will not \\w+ \\S+) ${path}(?:[: ]|$)`,
    ),
    shows: 'refused',
  },
  {
    programs: ['mv', 'cp', 'ln', 'install'],
    line: new RegExp(`^(?:mv|cp|ln|install): (?:rename )?${path}(?: to .{1,1000})?: ${why}`),
    shows: 'refused',
  },
  {
    programs: ['chmod', 'chown', 'chgrp', 'chattr', 'setfacl'],
    line: new RegExp(
      `^(?:chmod|chown|chgrp|chattr|setfacl): (?:cannot access |changing (?:permissions|ownership|group) of )?${path}: \\S`,
    ),
    shows: 'refused',
  },
  {
    programs: ['chown', 'chgrp'],
    line: /^(?:chown|chgrp): invalid (?:user|group|spec)/,
    shows: 'never-started',
  },
  { programs: ['shred'], line: /^shred: .{1,1000}: pass \d+\/\d+/, shows: 'done' },
  {
    programs: ['dd', 'truncate', 'shred', 'tee', 'touch', 'mkdir', 'wipe', 'srm'],
    line: new RegExp(
      `^(?:dd|truncate|shred|tee|touch|mkdir|wipe|srm): (?:failed to open |cannot (?:open|touch|create directory) )?${path}(?: for writing)?: \\S`,
    ),
    shows: 'refused',
  },
  { programs: ['dd'], line: /^\d+(?:\+\d+ records out| bytes .{0,60}(?:copied|transferred))/, shows: 'done' },
  { programs: ['find'], line: new RegExp(`^find: ${path}: No such file or directory$`), shows: 'refused' },
  { programs: ['find'], line: new RegExp(`^find: cannot delete ${path}: \\S`), shows: 'refused' },
  {
    programs: [
      'cat',
      'head',
      'tail',
      'less',
      'more',
      'base64',
      'xxd',
      'od',
      'strings',
      'wc',
      'tac',
      'nl',
      'sort',
    ],
    line: new RegExp(
      `^(?:cat|head|tail|less|more|base64|xxd|od|strings|wc|tac|nl|sort): (?:cannot open |open failed: |cannot read: )?${path}(?: for reading)?: ${why}`,
    ),
    shows: 'refused',
  },
  {
    programs: ['grep', 'egrep', 'fgrep', 'sed', 'awk', 'cut', 'rg'],
    line: new RegExp(`^(?:[ef]?grep|sed|g?awk|cut|rg): (?:can't read |cannot open )?${path}: ${why}`),
    shows: 'refused',
  },
  {
    programs: ['tar', 'gtar', 'bsdtar'],
    line: new RegExp(`^(?:g?tar|bsdtar): (?:Error opening archive|${path}: Cannot (?:open|stat|chdir))`),
    shows: 'refused',
  },
  {
    programs: ['zip'],
    line: /^zip (?:error: Nothing to do|warning: name not matched)/,
    shows: 'nothing-to-do',
  },
  { programs: ['unzip'], line: /^unzip: {1,2}cannot find or open/, shows: 'refused' },
  // https://www.kernel.org/pub/linux/utils/util-linux/
  {
    programs: ['mount', 'umount', 'mkfs', 'mkfs.ext4', 'wipefs', 'fdisk', 'parted', 'swapoff'],
    line: /^(?:u?mount|mkfs(?:\.\w+)?|mke2fs|wipefs|fdisk|parted|swapoff|Error): .{0,300}(?:Permission denied|must be (?:super|root)|only root|No such (?:file|device)|not mounted|cannot open|Could not stat)/i,
    shows: 'refused',
  },
  {
    programs: ['mkfs', 'mkfs.ext4'],
    line: /^Writing (?:superblocks|inode tables)\b.{0,80}done/,
    shows: 'done',
  },
  // https://github.com/andreafrancia/trash-cli
  {
    programs: ['trash', 'trash-put'],
    line: new RegExp(`^trash(?:-put)?: cannot trash (?:[a-z ]{1,40} )?${path}(?: |$)`),
    shows: 'refused',
  },
];

/** They say why they failed, whatever they are asked: where they say nothing, they did it. */
export const speakers: ReadonlySet<string> = new Set([
  'rm',
  'grm',
  'rmdir',
  'unlink',
  'mv',
  'cp',
  'ln',
  'install',
  'chmod',
  'chown',
  'chgrp',
  'dd',
  'truncate',
  'shred',
  'tee',
  'touch',
  'mkdir',
  'tar',
  'scp',
  'cat',
  'head',
  'tail',
  'git',
  'docker',
  'kubectl',
]);
