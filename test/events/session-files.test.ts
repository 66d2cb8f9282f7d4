import { describe, expect, it } from 'vitest';
import { type RanTool, SessionFiles } from '../../src/transcripts/effects/session-files.ts';
import { toolEffects } from '../../src/transcripts/effects/tool-effects.ts';
import { HomeTexts } from '../../src/transcripts/written/home-texts.ts';
import { context, written } from '../shell/support.ts';

const bash = (command: string): RanTool => ({ agent: 'claude-code', tool: 'Bash', input: { command } });
const write = (file_path: string, content: string, text = 'File created successfully'): RanTool => ({
  agent: 'claude-code',
  tool: 'Write',
  input: { file_path, content },
  result: { text },
});
const edit = (file_path: string, old_string: string, new_string: string): RanTool => ({
  agent: 'claude-code',
  tool: 'Edit',
  input: { file_path, old_string, new_string },
});

/** Effects of the last of the calls, the others having run before. */
function lastOf(...calls: readonly RanTool[]): string[] {
  const files = new SessionFiles(new HomeTexts(), 'one');
  let last: string[] = [];
  for (const call of calls) {
    const analysis = toolEffects(call, files.context(context));
    last = analysis.effects.map(written);
    files.observe(call, analysis, context.cwd);
  }
  return last;
}

const removed = 'delete /srv forced irreversible recursive';

describe('what a session wrote is known', () => {
  it('when it runs a script that Write made', () => {
    expect(lastOf(write('/home/dana/app/a.sh', 'rm -rf /srv'), bash('bash a.sh'))).toContain(removed);
    expect(lastOf(write('/home/dana/app/a.sh', '#!/bin/sh\nrm -rf /srv'), bash('./a.sh'))).toContain(removed);
  });

  it('when it runs a script that a here-document made', () => {
    expect(lastOf(bash("cat > /tmp/a.sh <<'EOF'\nrm -rf /srv\nEOF"), bash('sh /tmp/a.sh'))).toContain(
      removed,
    );
  });

  it('when it runs a script that it edited', () => {
    const calls = [write('/home/dana/app/a.sh', 'rm -rf X'), edit('/home/dana/app/a.sh', 'X', '/srv')];
    expect(lastOf(...calls, bash('bash a.sh'))).toContain(removed);
  });

  it('when it runs a script of a package or a target of a makefile', () => {
    const manifest = JSON.stringify({ scripts: { clean: 'rm -rf /srv' } });
    expect(lastOf(write('package.json', manifest), bash('npm run clean'))).toContain(removed);
    expect(lastOf(write('Makefile', 'clean: all\n\t@rm -rf /srv\n'), bash('make clean'))).toContain(removed);
  });

  it('when it runs a script in another language', () => {
    const code = "import shutil\nshutil.rmtree('/srv')\n";
    expect(lastOf(write('/tmp/a.py', code), bash('python3 /tmp/a.py'))).toContain(
      'delete /srv irreversible recursive',
    );
  });
});

describe('what a session made is its own', () => {
  it.each([
    ['a new file', [write('a.txt', 'x'), bash('rm a.txt')], 'delete /home/dana/app/a.txt own-creation'],
    [
      'a new folder',
      [bash('mkdir -p ~/d'), bash('rm -r ~/d/x')],
      'delete /home/dana/d/x own-creation recursive',
    ],
    [
      'a clone',
      [bash('git clone https://a.example/r.git'), bash('rm -rf r')],
      'delete /home/dana/app/r forced own-creation recursive',
    ],
  ] as const)('%s', (_, calls, expected) => {
    expect(lastOf(...calls)).toContain(expected);
  });

  it.each([
    ['a file that it replaced', [write('a.txt', 'x', 'The file a.txt has been updated.'), bash('rm a.txt')]],
    ['a file that it appended to', [bash('echo x >> a.txt'), bash('rm a.txt')]],
    ['a file that it changed', [bash('sed -i s/a/b/ a.txt'), bash('rm a.txt')]],
    ['a file that it removed before', [write('a.txt', 'x'), bash('rm a.txt'), bash('rm a.txt')]],
  ] as const)('but not %s', (_, calls) => {
    expect(lastOf(...calls)).toEqual(['delete /home/dana/app/a.txt']);
  });
});
