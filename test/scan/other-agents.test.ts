import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { scan, treeOf } from './support.ts';

const roots: string[] = [];

/** Each place as `path:line agent level`, and the exit code. */
async function told(files: Readonly<Record<string, string>>, ...argv: readonly string[]) {
  const root = treeOf(files);
  roots.push(root);
  const { document, code } = await scan([root, ...argv]);
  const places: string[] = document.occurrences.map(
    (row: Record<string, unknown>) => `${row['path']}:${row['line']} ${row['agent']} ${row['level']}`,
  );
  return { places, code };
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

describe('other agents', () => {
  const files = {
    'run.sh': 'codex exec --yolo "go"\ngemini -y\ncodex -a never\nls --yolo\namp --dangerously-allow-all\n',
    'conf/config.toml': 'approval_policy = "never"\n',
    'pack.json': '{ "command": "agy", "args": ["--dangerously-skip-permissions"] }',
  };

  it('are found without being asked for', async () => {
    expect(await told(files)).toEqual({
      places: [
        'conf/config.toml:1 codex medium',
        'pack.json:1 antigravity high',
        'run.sh:1 codex high',
        'run.sh:2 gemini high',
        'run.sh:3 codex medium',
        'run.sh:5 amp high',
      ],
      code: 1,
    });
  });

  it('are told by the program that stands nearest, and by nothing that only looks like one of their options', async () => {
    const { places } = await told({
      'agents.py': [
        'import subprocess',
        'def qwen(p): subprocess.run(["qwen", "--yolo", p])',
        'def gemini(p): subprocess.run(["gemini", "--yolo", p])',
        'def aider(m):',
        '    args = ["--model", "x",',
        '        "--yes",',
        '        "--message", m]',
        '    subprocess.run(["aider", *args])',
        'def other(): subprocess.run(["provision", "--yes"])',
      ].join('\n'),
      'provision.py': 'subprocess.run(["apt", "--yes"])\n',
      'grok.sh': [
        'grok --always-approve -p x',
        'grok --permission-mode bypassPermissions -p x',
        'grok --permission-mode plan -p x',
        'tool --always-approve',
      ].join('\n'),
      'home/.grok/config.toml': '[ui]\npermission_mode = "always-approve"\n[other]\nyolo = true\n',
      'hermes/Dockerfile': 'FROM debian\nENV HERMES_HOME=/h \\\n    HERMES_YOLO_MODE=1\n',
      'open.sh': [
        `OPENCODE_CONFIG_CONTENT='{"permission":{"bash":{"*":"allow"}}}' opencode run x`,
        `OPENCODE_CONFIG_CONTENT='{"permission":{"bash":{"*":"ask","ls":"allow"}}}' opencode run x`,
      ].join('\n'),
      'mode.ts': [
        'execFileSync("gemini",["--approval-mode","yolo","-p",p]);',
        'execFileSync("gemini",["--approval-mode","default","-p",p]);',
      ].join('\n'),
      'close.ts':
        'import { Codex } from "@openai/codex-sdk";\nconst o = {approvalPolicy:"never",sandboxMode:"read-only"};\n',
      'gh.sh': 'gh copilot -- -p x --allow-all-tools\ngh issue create --title "copilot --allow-all-tools"\n',
      'deny.nix': '{\n  userSettings."chat.tools.autoApprove" = false;\n}\n',
      'nested.nix': '{\n  programs.vscode.userSettings."chat.tools.autoApprove" = true;\n}\n',
    });
    expect(places).toEqual([
      'agents.py:2 qwen high',
      'agents.py:3 gemini high',
      'agents.py:6 aider medium',
      'gh.sh:1 copilot high',
      'grok.sh:1 grok high',
      'grok.sh:2 grok high',
      'hermes/Dockerfile:3 hermes low',
      'home/.grok/config.toml:2 grok high',
      'mode.ts:1 gemini high',
      'nested.nix:2 copilot high',
      'open.sh:1 opencode high',
    ]);
  });

  it('have a lower level where an option of the script switches them on, with the condition', async () => {
    const head = ['#!/bin/bash', 'yolo=false', '[ "$1" = --yolo ] && yolo=true'];
    const { places } = await told({
      'plain.sh': [...head, 'args=()', 'if $yolo; then args+=(--yolo); fi', 'gemini $args'].join('\n'),
      'test.sh': [...head, 'if [ "$yolo" = true ]; then codex --yolo; fi'].join('\n'),
      'brackets.sh': [...head, 'if [[ $yolo == true ]]; then codex --yolo; fi'].join('\n'),
      'other-way.sh': [...head, 'if [[ $yolo != true ]]; then codex --yolo; fi'].join('\n'),
      'on.sh': ['#!/bin/bash', 'yolo=true', 'if $yolo; then codex --yolo; fi'].join('\n'),
      'both.sh': [...head, 'go() { codex --yolo; }', 'if $yolo; then go; fi', 'go'].join('\n'),
    });
    expect(places).toEqual([
      'both.sh:4 codex high',
      'brackets.sh:4 codex medium',
      'on.sh:3 codex high',
      'other-way.sh:4 codex high',
      'plain.sh:5 gemini medium',
      'test.sh:4 codex medium',
    ]);
  });

  it('have options, variables and files of their own', async () => {
    const { places } = await told({
      'a.sh': [
        '#!/bin/bash',
        'vibe -p "fix it"',
        'vibe --agent plan -p "fix it"',
        'vibe --auto-approve',
        'vibe',
        'IFLOW_approvalMode=yolo iflow -p x',
        'export IFLOW_APPROVAL_MODE=default',
        'openhands --headless -t x',
        'openhands --llm-approve -t x',
        'chromium --headless x',
      ].join('\n'),
      'h/.iflow/settings.json': '{ "approvalMode": "yolo" }\n',
      'i/.iflow/settings.json': '{ "approvalMode": "default" }\n',
      'kilo.json': '{ "permission": "allow" }\n',
      'h/.config/kilo/kilo.jsonc': '{ "permission": { "bash": "allow" } }\n',
      'i/kilo.json': '{ "permission": { "bash": "ask" } }\n',
    });
    expect(places).toEqual([
      'a.sh:2 mistral-vibe high',
      'a.sh:4 mistral-vibe high',
      'a.sh:6 iflow high',
      'a.sh:8 openhands high',
      'h/.config/kilo/kilo.jsonc:1 kilo-code high',
      'h/.iflow/settings.json:1 iflow high',
      'kilo.json:1 kilo-code high',
    ]);
  });

  it('are found however long the prompt before the option is', async () => {
    const prompt = 'Look at the build and mend it.\n'.repeat(400);
    const { places } = await told({
      'long.sh': `#!/bin/bash\ncursor-agent -p "${prompt}" --force\n`,
      'unforced.sh': `#!/bin/bash\ncursor-agent -p "${prompt}"\nrm --force x\n`,
    });
    expect(places).toEqual(['long.sh:402 cursor high']);
  });

  it('are switched off by the tools that an agent of Kiro may use', async () => {
    const { places } = await told({
      '.kiro/agents/all.json': '{"name": "all", "allowedTools": ["*"]}',
      '.kiro/agents/shell.json': '{"name": "shell", "allowedTools": ["read", "shell"]}',
      '.kiro/agents/reader.json': '{"name": "reader", "tools": ["*"], "allowedTools": ["read"]}',
      'other/all.json': '{"name": "all", "allowedTools": ["*"]}',
    });
    expect(places).toEqual(['.kiro/agents/all.json:1 kiro high', '.kiro/agents/shell.json:1 kiro high']);
  });

  it('are left alone where the prompts of Claude Code are asked for', async () => {
    expect(await told(files, '--agents', 'claude')).toEqual({ places: [], code: 0 });
  });

  it('have the level of what their sandbox leaves', async () => {
    const { places } = await told({
      'full.sh': [
        'codex exec -a never -s danger-full-access go',
        'codex -c approval_policy=never --sandbox=workspace-write',
      ].join('\n'),
      'read.sh': [
        'codex exec -a never -s read-only go',
        'codex -c approval_policy="never" -c sandbox_mode=read-only',
        'codex --sandbox read-only',
      ].join('\n'),
      'a/config.toml': 'approval_policy = "never"\nsandbox_mode = "read-only"\n',
      'b/config.toml': [
        '[profiles.x]',
        'approval_policy = "never"',
        'sandbox_mode = "danger-full-access"',
        '[profiles.y]',
        'sandbox_mode = "read-only"',
      ].join('\n'),
      'c.sh': 'aider --yes-always\nGOOSE_MODE=auto goose run\nGOOSE_MODE=approve goose run\n',
    });
    expect(places).toEqual([
      'b/config.toml:2 codex high',
      'b/config.toml:3 codex high',
      'c.sh:1 aider medium',
      'c.sh:2 goose medium',
      'full.sh:1 codex high',
      'full.sh:2 codex medium',
    ]);
  });

  it('are known by packages, variables, their own files and their actions', async () => {
    const { places } = await told({
      'run.sh': [
        'npx @google/gemini-cli --yolo -p go',
        'npx -y @openai/codex@latest --yolo',
        `OPENCODE_PERMISSION='{"bash":"allow"}' opencode run go`,
        `OPENCODE_PERMISSION='{"bash":"ask"}' opencode run go`,
        'npx cowsay --yolo',
      ].join('\n'),
      'opencode.json': '{"permission": {"bash": "allow", "edit": "ask"}}',
      'other.json': '{"permission": "allow"}',
      '.qwen/settings.json': '{"tools": {"approvalMode": "yolo"}}',
      '.gemini/settings.json': '{"tools": {"allowed": ["run_shell_command(git)"]}}',
      '.cursor/cli.json': '{"permissions": {"allow": ["Shell(ls)", "Shell(**)"]}}',
      '.github/workflows/a.yml': [
        'on: push',
        'jobs:',
        '  a:',
        '    runs-on: ubuntu-latest',
        '    steps:',
        '      - uses: openai/codex-action@v1',
        '        with:',
        '          sandbox: danger-full-access',
        '          prompt: go',
        '      - uses: other/action@v1',
        '        with: { sandbox: danger-full-access }',
      ].join('\n'),
    });
    expect(places).toEqual([
      '.cursor/cli.json:1 cursor high',
      '.github/workflows/a.yml:8 codex medium',
      '.qwen/settings.json:1 qwen high',
      'opencode.json:1 opencode high',
      'run.sh:1 gemini high',
      'run.sh:2 codex high',
      'run.sh:3 opencode high',
    ]);
  });

  it('refuses a word that is none', async () => {
    expect(await runCli(['scan', '--agents', 'some'])).toMatchObject({ code: 2 });
  });
});
