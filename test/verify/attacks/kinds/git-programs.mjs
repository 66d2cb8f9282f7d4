// Everything by which a repository makes git start a program.

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, trap, write, writeRepository, writeSession } from '../evidence.mjs';

const settings = [
  'core.fsmonitor',
  'core.sshCommand',
  'core.pager',
  'core.editor',
  'core.askPass',
  'core.gitProxy',
  'core.alternateRefsCommand',
  'diff.external',
  'gpg.program',
  'gpg.ssh.program',
  'gpg.x509.program',
  'credential.helper',
  'sequence.editor',
  'uploadpack.packObjectsHook',
  'pager.log',
  'pager.status',
  'pager.diff',
  'pager.config',
  'alias.status',
  'alias.log',
  'interactive.diffFilter',
  'man.x.cmd',
  'web.browser',
  'trailer.x.cmd',
  'remote.origin.uploadpack',
  'remote.origin.vcs',
  'submodule.sub.update',
  'core.hooksPath',
  'log.showSignature',
  'init.templateDir',
  'protocol.ext.allow',
  'url.ext::sh.insteadOf',
  'ssh.variant',
  'sendemail.smtpserver',
];
const drivers = ['clean', 'smudge', 'process', 'textconv', 'command', 'driver'];
const attributePlaces = ['.gitattributes', '.git/info/attributes', 'sub/.gitattributes'];
const hooks = [
  'applypatch-msg',
  'pre-applypatch',
  'post-applypatch',
  'pre-commit',
  'prepare-commit-msg',
  'commit-msg',
  'post-commit',
  'pre-rebase',
  'post-checkout',
  'post-merge',
  'pre-push',
  'pre-auto-gc',
  'post-rewrite',
  'post-index-change',
  'fsmonitor-watchman',
  'reference-transaction',
  'pre-merge-commit',
  'push-to-checkout',
  'proc-receive',
];
const places = {
  'its configuration': (repository, text) => appendFileSync(join(repository, '.git/config'), text),
  'a file that its configuration includes': (repository, text) => {
    write(join(repository, '.git/more'), text);
    appendFileSync(join(repository, '.git/config'), '\n[include]\n\tpath = more\n');
  },
  'the configuration of its working tree': (repository, text) => {
    write(join(repository, '.git/config.worktree'), text);
    appendFileSync(join(repository, '.git/config'), '\n[extensions]\n\tworktreeConfig = true\n');
  },
};
const homes = ['.gitconfig', '.config/git/config'];

const setting = (key, value) => {
  const [, section, name] = /^(.*)\.([^.]+)$/.exec(key);
  const [first, ...rest] = section.split('.');
  const head = rest.length === 0 ? `[${first}]` : `[${first} "${rest.join('.')}"]`;
  return `\n${head}\n\t${name} = ${value}\n`;
};

const attacks = [
  ...settings.flatMap((key) =>
    Object.entries(places).map(([name, put]) => ({
      name: `${key} in ${name}`,
      repository: name,
      in: (place, repository, canary) => put(repository, setting(key, settingFor(key, trap(place, canary)))),
    })),
  ),
  ...drivers.flatMap((driver) =>
    attributePlaces.map((file) => ({
      name: `a driver for ${driver}, by ${file}`,
      // One of these makes git leave the other alone.
      repository: `${file}, ${['process', 'command'].includes(driver)}`,
      in: (place, repository, canary) => {
        const section = { textconv: 'diff', command: 'diff', driver: 'merge' }[driver] ?? 'filter';
        appendFileSync(
          join(repository, '.git/config'),
          setting(`${section}.f.${driver}`, trap(place, canary)),
        );
        if (section === 'filter')
          appendFileSync(join(repository, '.git/config'), setting('filter.f.required', 'true'));
        write(join(repository, file), `* ${section}=f\n`);
        write(join(repository, 'sub/c.txt'), 'x\n');
      },
    })),
  ),
  ...hooks.map((hook) => ({
    name: `the hook ${hook}`,
    repository: 'hooks',
    in: (place, repository, canary) => {
      const path = trap(place, canary);
      write(join(repository, '.git/hooks', hook), `#!/bin/sh\nexec '${path}'\n`, 0o755);
    },
  })),
  ...homes.map((file) => ({
    name: `a filter in ~/${file} of the evidence`,
    in: (place, repository, canary) => {
      const path = trap(place, canary);
      write(join(place.home, file), setting('filter.h.clean', path) + setting('core.fsmonitor', path));
      write(join(repository, '.gitattributes'), '* filter=h\n');
    },
  })),
  {
    name: 'a submodule with a monitor of its own',
    in: (place, repository, canary) => {
      writeRepository(join(repository, 'sub'));
      appendFileSync(join(repository, 'sub/.git/config'), setting('core.fsmonitor', trap(place, canary)));
      write(
        join(repository, '.gitmodules'),
        '[submodule "sub"]\n\tpath = sub\n\turl = ./sub\n\tupdate = !sh\n',
      );
      git(repository, 'add', 'sub');
    },
  },
  {
    name: 'a remote that is a command',
    in: (place, repository, canary) =>
      appendFileSync(
        join(repository, '.git/config'),
        `\n[remote "origin"]\n\turl = ext::${trap(place, canary)}\n\tpromisor = true\n\tpartialCloneFilter = blob:none\n`,
      ),
  },
];

function settingFor(key, path) {
  if (key === 'log.showSignature') return 'true';
  if (key === 'protocol.ext.allow') return 'always';
  if (key === 'submodule.sub.update') return `!${path}`;
  if (key === 'core.hooksPath' || key === 'init.templateDir') return path.replace(/[^/]*$/, '');
  return path;
}

/** Evidence with a few repositories, each with all traps that go together: the commands read all of them in one run. */
export function trappedRepositories() {
  const names = [...new Set(attacks.map(repositoryOf))];
  return {
    attacks: attacks.map((attack, number) => ({
      name: attack.name,
      plant: (place) =>
        attack.in(
          place,
          join(place.home, 'src', String(names.indexOf(repositoryOf(attack)))),
          `trap-${number}`,
        ),
    })),
    build(place) {
      for (const number of names.keys()) {
        const repository = join(place.home, 'src', String(number));
        writeRepository(repository);
        writeSession(place.home, {
          cwd: repository,
          number,
          calls: ['echo x > a.txt', 'git add -A', 'git reset --hard'],
        });
      }
    },
  };
}

function repositoryOf({ name, repository = name }) {
  return repository;
}

export const gitProgramsKind = {
  name: 'programs of git',
  scenarios: () => [
    {
      name: 'repositories that hold them',
      ...trappedRepositories(),
      limitMs: 120_000,
      runs: ({ home, out, evidence }) => [
        ['git', '--home', home, '--format', 'ndjson'],
        ['rollback', '--home', home, '--format', 'json'],
        ['report', '--home', home, '--format', 'json', '--output', '-'],
        ['posture', '--home', home, '--format', 'json'],
        ['collect', join(out, 'bag'), '--home', home, '--root', evidence, '--format', 'json'],
      ],
    },
  ],
};
