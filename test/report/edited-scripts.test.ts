import { describe, expect, it } from 'vitest';
import { lines, prompt, type Row, sessionId, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const file = `home/dana/.claude/projects/-home-dana-shop/${sessionId}.jsonl`;
const erases = 'rm -rf /home/dana/Documents';

interface Step {
  readonly tool?: string;
  readonly input: Row;
  readonly result?: Row;
}

const shell = (command: string): Step => ({ input: { command } });

/** An edit as it is recorded, with the whole of the file before it. */
function edit(path: string, originalFile: string, from: string, to: string): Step {
  return {
    tool: 'Edit',
    input: { file_path: path, old_string: from, new_string: to },
    result: { filePath: path, oldString: from, newString: to, originalFile, structuredPatch: [] },
  };
}

/** An edit of which only the changed lines are recorded. */
function editOf(path: string, from: string, to: string): Step {
  const changed = [
    ...from.split('\n').map((line) => `-${line}`),
    ...to.split('\n').map((line) => `+${line}`),
  ];
  const hunk = { oldStart: 4, oldLines: 1, newStart: 4, newLines: 1, lines: changed };
  return {
    tool: 'Edit',
    input: { file_path: path, old_string: from, new_string: to },
    result: { filePath: path, structuredPatch: [hunk] },
  };
}

async function queriesOf(...steps: readonly Step[]): Promise<readonly string[]> {
  const calls = steps.flatMap(({ tool = 'Bash', input, result }, index) => [
    toolUse(index * 2 + 1, `t${index}`, input, { tool }),
    toolResult(index * 2 + 2, `t${index}`, 'done', result === undefined ? {} : { toolUseResult: result }),
  ]);
  const { root, home } = evidenceImage({
    [file]: lines(prompt(0, 'Build it', { permissionMode: 'bypassPermissions' }), ...calls),
  });
  const argv = ['report', '--root', root, '--home', home, '--output', '-', '--format', 'json'];
  const document = JSON.parse((await runCli(argv)).stdout);
  return document.findings
    .filter(({ level }: Row) => level !== 'informational')
    .map(({ queryId }: Row) => queryId);
}

const shop = '/home/dana/shop';

describe('a script that an edit changed, and that runs then', () => {
  it.each<[string, readonly Step[]]>([
    ['of a shell', [edit(`${shop}/run.sh`, 'echo hi\n', 'echo hi', erases), shell('sh run.sh')]],
    [
      'of a package',
      [
        edit(`${shop}/package.json`, '{"scripts":{"build":"vite"}}', '"vite"', `"${erases} && vite"`),
        shell('npm run build'),
      ],
    ],
    [
      'that several edits changed',
      [
        edit(`${shop}/run.sh`, 'echo a\necho b\n', 'echo a', 'cd /home/dana'),
        edit(`${shop}/run.sh`, 'cd /home/dana\necho b\n', 'echo b', 'rm -rf Documents'),
        shell('bash run.sh'),
      ],
    ],
    [
      'of which only the changed lines are recorded',
      [editOf(`${shop}/run.sh`, 'echo hi', erases), shell('./run.sh')],
    ],
    [
      'of a package, of which only the edited line is known',
      [
        editOf(`${shop}/package.json`, '    "build": "vite",', `    "build": "${erases} && vite",`),
        shell('npm run build'),
      ],
    ],
    [
      'of a package, in a line before another script',
      [
        editOf(`${shop}/package.json`, '"scripts": {', `"scripts": {\n    "pretest": "${erases}",`),
        shell('npm test'),
      ],
    ],
    [
      'of a makefile, of which only the edited line is known',
      [editOf(`${shop}/Makefile`, '\trm -f *.o', `\t${erases}`), shell('make clean')],
    ],
  ])('is known: %s', async (_what, steps) => {
    expect(await queriesOf(...steps)).toContain('recursive_delete_outside_repository');
  });

  it.each<[string, readonly Step[]]>([
    ['the edit took it out', [edit(`${shop}/run.sh`, `${erases}\n`, erases, 'echo hi'), shell('sh run.sh')]],
    ['another file was edited', [edit(`${shop}/old.sh`, 'echo hi\n', 'echo hi', erases), shell('sh run.sh')]],
    [
      'another script of the package was edited',
      [
        editOf(`${shop}/package.json`, '    "tidy": "ls",', `    "tidy": "${erases}",`),
        shell('npm run build'),
      ],
    ],
    [
      'a version in the package was edited',
      [editOf(`${shop}/package.json`, '"vite": "^4.0.0"', '"vite": "^5.0.0"'), shell('npm run build')],
    ],
    [
      'a rule of a makefile was edited that is not asked for',
      [editOf(`${shop}/Makefile`, 'tidy:\n\tls', `tidy:\n\t${erases}`), shell('make all')],
    ],
    ['it was only edited', [edit(`${shop}/run.sh`, 'echo hi\n', 'echo hi', erases)]],
  ])('does nothing of the kind where %s', async (_what, steps) => {
    expect(await queriesOf(...steps)).toEqual([]);
  });
});
