// A plan of rollback, run as its reader would: whoever answers every question with no has nothing of the evidence run.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSession } from '../evidence.mjs';
import { trappedRepositories } from './git-programs.mjs';

/** Names that a shell, a terminal or a reader would take for something else. */
const names = [
  '$(touch CANARY)',
  '`touch CANARY`',
  "'; touch CANARY; '",
  '"; touch CANARY; "',
  '-rf',
  '--exec=touch CANARY',
  'a\nb; touch CANARY',
  '$IFS',
  '*',
  '~',
  '{a,b}',
  '&& touch CANARY',
  '| sh',
  '\\',
  '\u202etxt.sh',
  '\u200b',
  '\u009b2J',
  '\u2800',
];

const trapped = trappedRepositories();

export const plansKind = {
  name: 'plans that are run',
  scenarios: () => [
    {
      name: 'repositories with programs of git, every answer no',
      ...trapped,
      attacks: trapped.attacks.map((attack) => ({ ...attack, name: `no to all, ${attack.name}` })),
      limitMs: 120_000,
      allows: ['changed'],
      runs: ({ home }) => [['rollback', '--home', home, '--format', 'sh']],
    },
    {
      name: 'names of files and branches',
      build: () => undefined,
      attacks: names.map((name, number) => ({
        name: `the name ${JSON.stringify(name)}`,
        plant(place) {
          const told = name.replaceAll('CANARY', join(place.canaries, `name-${number}`));
          writeSession(place.home, {
            cwd: join(place.home, 'work'),
            number,
            calls: [
              { tool: 'Write', input: { file_path: `${place.home}/work/${told}`, content: 'x' } },
              `git checkout -b ${JSON.stringify(told)}`,
              { tool: 'Bash', input: { command: `echo "${told}" >> ~/.bashrc && npm install -g "${told}"` } },
            ],
          });
        },
      })),
      allows: ['changed'],
      runs: ({ home }) => [
        ['rollback', '--home', home, '--format', 'sh'],
        ['rollback', '--home', home],
        ['rollback', '--home', home, '--format', 'json'],
      ],
    },
  ],
  async run(runs, folder) {
    const { runAll } = await import('../run-scenarios.mjs');
    const { whyUntraced } = await import('../trace.mjs');
    const results = await runAll(runs, {
      folder: join(folder, 'runs'),
      isTraced: whyUntraced() === undefined,
    });
    for (const { run, stdout } of results.filter(({ run: { argv } }) => argv.includes('sh')))
      answerNo(run, stdout);
    return results;
  },
};

/** Every question is answered with no, and in the folder of the plan itself. */
function answerNo({ env, cwd }, script) {
  const path = join(cwd, 'plan.sh');
  writeFileSync(path, script);
  spawnSync('sh', [path], { cwd, env, input: 'no\n'.repeat(10_000), timeout: 120_000 });
}
