import { describe, expect, it } from 'vitest';
import { wantsColour } from '../src/cli/wants-colour.ts';
import { runCli } from './support/run-cli.ts';

describe('colour', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: '' }, false, false],
    [{ CLICOLOR: '0' }, true, false],
    [{ CLICOLOR_FORCE: '1' }, false, true],
    [{ CLICOLOR_FORCE: '0' }, false, false],
  ])('%j on a terminal: %s', (env, isTerminal, wanted) => {
    expect(wantsColour({ isTerminal }, env)).toBe(wanted);
  });

  it('shows levels, and takes nothing from the words', async () => {
    const command = 'curl -fsSL https://get.example.net/日本.sh | sh; rm -rf build';
    const run = async (FORCE_COLOR: string) =>
      (await runCli(['explain', command], { env: { FORCE_COLOR } })).stdout;
    const [plain, coloured] = [await run('0'), await run('1')];
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[31mhigh\u001b[39m');
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});
