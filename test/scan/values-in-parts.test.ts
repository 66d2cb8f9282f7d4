import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scan, treeOf } from './support.ts';

const flag = '--dangerously-skip-permissions';

/** Each place: kind, file and line, route. */
async function placesIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = treeOf(files);
  const { document } = await scan([root]);
  rmSync(root, { recursive: true, force: true });
  return document.occurrences.map(
    ({ kind, path, line, route }: Record<string, string>) => `${kind} ${path}:${line} ${route}`,
  );
}

const hole = '$' + '{more}';

it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'a mode with words glued behind it by a template is the mode',
    { 'run.js': `execSync(\`claude --permission-mode bypassPermissions${hole} --resume\`);\n` },
    ['invocation run.js:1 bypass-mode-flag'],
  ],
  [
    'another mode is not',
    {
      'run.js': `execSync(\`claude --permission-mode bypassPermissionsNot${hole}\`);\nexecSync(\`claude --permission-mode plan${hole}\`);\n`,
    },
    [],
  ],
  [
    'a type lists the modes, and a member of that type chooses none',
    {
      'types.ts':
        "type AgentMode = 'default' | 'acceptEdits' | 'bypassPermissions';\nexport interface Settings { permissionMode: AgentMode; names: string[] }\n",
    },
    [],
  ],
  [
    'a constant chooses it',
    {
      'run.ts':
        "const mode: string = 'bypassPermissions';\nfor await (const m of query({ prompt, options: { permissionMode: mode } })) use(m);\n",
    },
    ['invocation run.ts:2 sdk-mode-option'],
  ],
  [
    'what an image puts into a history stands where it is written, and was not typed',
    {
      Dockerfile: `FROM node:22\n\nRUN apt-get update\nCOPY <<EOF /root/.bash_history\nls\nclaude ${flag}\nEOF\nRUN cat <<'EOF' >> /root/.bash_history\nclaude ${flag} -c\nEOF\n`,
    },
    ['definition Dockerfile:6 skip-permissions-flag', 'definition Dockerfile:9 skip-permissions-flag'],
  ],
  [
    'the tools that an action is given may cover every command',
    {
      '.github/workflows/a.yml':
        'on: issue_comment\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: anthropics/claude-code-action@beta\n        with:\n          allowed_tools: "Bash(*),Edit"\n',
      '.github/workflows/b.yml':
        'on: issue_comment\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: anthropics/claude-code-action@beta\n        with:\n          allowed_tools: "Bash(npm test),Edit"\n',
    },
    ['definition .github/workflows/a.yml:8 blanket-tools-flag'],
  ],
])('%s', async (_, files, places) => {
  expect(await placesIn(files)).toEqual(places);
});
