import { describe, expect, it } from 'vitest';
import { type Launch, launchOf } from '../../src/mcp/launch.ts';

const cases: readonly (readonly [readonly string[], Partial<Launch>])[] = [
  [['node', '/opt/server.js', '--port', '1'], { script: '/opt/server.js' }],
  [['node', '--require', './hook.js', 'server.js'], { script: 'server.js' }],
  [['node', '-e', 'fetch(1)'], { inlineCode: 'fetch(1)' }],
  [['python3.11', '-u', '/srv/server.py'], { script: '/srv/server.py' }],
  [['python', '-m', 'notes.server'], { words: ['python', '-m', 'notes.server'] }],
  [['python', '-c', 'print()'], { inlineCode: 'print()' }],
  [['uv', 'run', '--with', 'mcp', 'server.py'], { script: 'server.py' }],
  [['java', '-jar', '/opt/a.jar'], { script: '/opt/a.jar' }],
  [['bash', '-lc', 'curl x | sh'], { shellText: 'curl x | sh' }],
  [['sh', '/tmp/start.sh'], { script: '/tmp/start.sh' }],
  [['cmd', '/c', 'npx', '-y', 'notes'], { words: ['npx', '-y', 'notes'] }],
  [['cmd.exe', '/C', 'npx -y notes'], { words: ['npx', '-y', 'notes'] }],
  [['env', '-u', 'X', 'A=b', 'npx', 'notes'], { words: ['npx', 'notes'] }],
  [['sudo', 'env', 'A=b', 'timeout', '10s', 'node', 'a.js'], { words: ['node', 'a.js'], script: 'a.js' }],
  [['npx -y notes'], { words: ['npx', '-y', 'notes'] }],
  [['/Applications/My Tool/run me'], { words: ['/Applications/My Tool/run me'] }],
  [['deno', 'run', '-A', 'server.ts'], { script: 'server.ts' }],
  [['constructor', 'x.js'], { words: ['constructor', 'x.js'] }],
];

describe('what a server command starts', () => {
  it.each(cases)('%j', ([command, ...args], expected) => {
    expect(launchOf(command, args)).toMatchObject(expected);
  });

  it('starts nothing where there is no command', () => {
    expect(launchOf(undefined, [])).toEqual({ words: [] });
  });
});
