// What an analyst would use instead, as far as it is at hand.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Installs and compiles what can be.
 * @param {string} folder where it is put
 * @returns what {@link peers} run
 */
export function peerTools(folder) {
  return { reader: compiledReader(folder), usage: ccusage(folder) };
}

/**
 * @param {string} home whose transcripts are read
 * @returns {Record<string, string[]>} names and commands; those of the ratios are `jq`, `ccusage` and `C reader`
 */
export function peers(home, { reader, usage }) {
  const each = (command) => [
    'sh',
    '-c',
    `find ${home} -name '*.jsonl' -print0 | xargs -0 ${command} > /dev/null`,
  ];
  const calls = `'select(.type=="assistant") | .message.content[]? | select(.type=="tool_use") | {name, input}'`;
  return {
    cat: each('cat'),
    jq: each(`jq -c ${calls}`),
    ...(isAtHand('rg') && { 'rg -c tool_use': ['rg', '-c', '--no-ignore', '--hidden', 'tool_use', home] }),
    'readline + JSON.parse': [process.execPath, beside('./readline.mjs'), home],
    ...(reader && { 'C reader': each(reader) }),
    ...(usage && { ccusage: [usage, 'daily', '--offline', '--json'] }),
  };
}

function compiledReader(tools) {
  const reader = join(tools, 'reader');
  const compiler = ['cc', 'gcc', 'clang'].find(isAtHand);
  const { status } = compiler
    ? spawnSync(compiler, ['-O2', '-o', reader, beside('./reader.c')], { stdio: 'inherit' })
    : { status: 1 };
  if (status === 0) return reader;
  console.log('no C compiler is at hand: the C reader is left out');
  return undefined;
}

/** The one on PATH, else the newest version whose native part can be installed. */
function ccusage(tools) {
  if (isAtHand('ccusage')) return named('ccusage');
  const folder = join(tools, 'ccusage');
  mkdirSync(folder);
  for (const version of ['latest', '20.0.24']) {
    const install = ['install', '--silent', '--no-save', '--prefix', folder, `ccusage@${version}`];
    spawnSync('npm', install, { cwd: folder, stdio: 'ignore' });
    const bin = named(join(folder, 'node_modules', '.bin', 'ccusage'));
    if (bin) return bin;
  }
  console.log('ccusage cannot be installed here and is left out');
  return undefined;
}

/** The program, where it runs; says which version it is. */
function named(program) {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  console.log(stdout.trim());
  return program;
}

function isAtHand(command) {
  return spawnSync('which', [command], { stdio: 'ignore' }).status === 0;
}
