// Programs that a session left where a live machine looks for them first.
import { chmodSync, chownSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ordinaryHome, trap, write } from '../evidence.mjs';

const system = process.env['PATH'] ?? '';

/** Where a program called like one that we or git start lies, and how PATH comes to it. */
const places = {
  'in ~/.local/bin': ({ home }) => join(home, '.local/bin'),
  'in ~/bin': ({ home }) => join(home, 'bin'),
  'in a folder of the repository': ({ repository }) => join(repository, 'node_modules/.bin'),
  'in a folder that everybody may write': ({ folder }) => join(folder, 'shared'),
  'behind a link into the home': ({ folder }) => join(folder, 'link'),
  'in the folder that is worked in': () => '.',
  'in a folder without a name': () => '',
};
const programs = ['git', 'git-upload-pack', 'sh', 'gpg', 'ssh', 'less', 'tar', 'uname', 'getconf', 'ldd'];

export const plantedProgramsKind = {
  name: 'planted programs',
  scenarios: () => [
    ...Object.entries(places).map(([where, folderOf]) => ({
      name: where,
      build(place) {
        ordinaryHome(place);
        folderWith(join(place.folder, 'shared'), 0o777);
        symlinkSync(folderWith(join(place.home, 'hidden'), 0o755), join(place.folder, 'link'));
      },
      attacks: programs.map((program) => ({
        name: `${program} ${where}`,
        plant(place) {
          const path = trap(place, `${program}-planted`);
          for (const folder of [folderOf(place), place.out].filter((one) => one !== '' && one !== '.')) {
            write(join(folder, program), `#!/bin/sh\nexec '${path}'\n`, 0o755);
          }
        },
      })),
      env: (place) => ({ PATH: [folderOf(place), system].join(delimiter), HOME: place.home }),
      runs,
    })),
    {
      name: 'a git of the image, beside its homes',
      build: ordinaryHome,
      attacks: ['opt/bin', 'usr/local/bin', 'srv/tools'].map((folder) => ({
        name: `a git in ${folder} of the image`,
        plant(place) {
          const path = trap(place, `git-of-image-${folder.replaceAll('/', '-')}`);
          write(join(place.evidence, folder, 'git'), `#!/bin/sh\nexec '${path}'\n`, 0o755);
        },
      })),
      env: ({ evidence }) => ({
        PATH: [
          ...['opt/bin', 'usr/local/bin', 'srv/tools'].map((folder) => join(evidence, folder)),
          system,
        ].join(delimiter),
      }),
      runs: ({ home, evidence, out, repository }) => [
        ['git', '--home', home, '--root', evidence, '--format', 'json'],
        ['report', '--home', home, '--root', evidence, '--format', 'json', '--output', '-'],
        ['rollback', '--home', home, '--root', evidence, '--format', 'json'],
        { argv: ['scan', '.', '--root', evidence, '--format', 'json'], cwd: repository },
        { argv: ['scan', '--diff', 'HEAD..HEAD', '--root', evidence, '--format', 'json'], cwd: repository },
        ['collect', join(out, 'bag'), '--home', home, '--root', evidence, '--format', 'json'],
      ],
    },
    {
      name: 'a git that belongs to the examined user',
      build(place) {
        ordinaryHome(place);
        chownSync(place.home, 4711, 4711);
      },
      attacks: [
        {
          name: 'a git that belongs to the examined user, elsewhere',
          plant(place) {
            const path = trap(place, 'git-owned');
            const folder = folderWith(join(place.folder, 'opt'), 0o755);
            write(join(folder, 'git'), `#!/bin/sh\nexec '${path}'\n`, 0o755);
            chownSync(join(folder, 'git'), 4711, 4711);
            chownSync(folder, 4711, 4711);
          },
        },
      ],
      env: ({ folder }) => ({ PATH: [join(folder, 'opt'), system].join(delimiter) }),
      runs,
    },
  ],
};

function folderWith(path, mode) {
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
  return path;
}

function runs({ home, out, repository }) {
  return [
    ['git', '--home', home, '--format', 'json'],
    { argv: ['report', '--home', home, '--format', 'json', '--output', '-'], cwd: repository },
    { argv: ['scan', '.', '--home', home, '--format', 'json'], cwd: repository },
    ['rollback', '--home', home, '--format', 'json'],
    ['collect', join(out, 'bag'), '--home', home, '--format', 'json'],
  ];
}
