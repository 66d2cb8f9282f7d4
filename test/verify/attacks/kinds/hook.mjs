// The hook: whatever is done to it, what it cannot judge does not pass.
import fc from 'fast-check';
import { runApart } from '../run-apart.mjs';

const call = (command, more = {}) =>
  JSON.stringify({
    session_id: 's',
    transcript_path: '/t',
    cwd: '/home/dana/p',
    permission_mode: 'bypassPermissions',
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_use_id: 't',
    tool_input: { command },
    ...more,
  });
const harmful = call('rm -rf /home/dana');

const inputs = {
  nothing: '',
  'a blank': ' ',
  'cut off': harmful.slice(0, -20),
  twice: harmful + harmful,
  'a list': `[${harmful}]`,
  null: 'null',
  'no UTF-8': Buffer.concat([
    Buffer.from(harmful.slice(0, 40)),
    Buffer.from([0xff]),
    Buffer.from(harmful.slice(40)),
  ]),
  'UTF-16': Buffer.from(harmful, 'utf16le'),
  'a mark of byte order': `\ufeff${harmful}`,
  'a key twice': harmful.replace('"tool_input"', '"tool_input":{"command":"ls"},"tool_input"'),
  'a command twice': harmful.replace('{"command"', '{"command":"ls","command"'),
  'a prototype': harmful.replace('"tool_input":{', '"tool_input":{"__proto__":{"command":"ls"},'),
  'a tool without a name': harmful.replace('"Bash"', '""'),
  'a tool that is a number': harmful.replace('"Bash"', '7'),
  'a command that is a list': call(['rm', '-rf', '/home/dana']),
  'a command that is none': call(null),
  'no folder': harmful.replace('"cwd":"/home/dana/p",', ''),
  'a folder that is no path': harmful.replace('/home/dana/p', '\\u0000'),
  'another event': harmful.replace('"PreToolUse"', '"preToolUse"'),
  'a long command': call(`rm -rf /home/dana ${'a '.repeat(300_000)}`),
  'a long word': call(`rm -rf /home/dana/${'a'.repeat(3_000_000)}`),
  substitutions: call(`rm -rf ${'$('.repeat(3000)}/home/dana${')'.repeat(3000)}`),
  braces: call(`rm -rf /home/{${'{a,b}'.repeat(40)}}`),
  'nested JSON': `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)},${harmful.slice(1)}`,
  escapes: call('\\u0072m -rf /home/dana').replaceAll('\\\\u', '\\u'),
};
/** A process without memory may die, but not with a code that the agent takes for consent: 0 without an answer. */
const memories = [2, 4, 6, 8, 12, 16].map((megabytes) => ({
  name: `a heap of ${megabytes} MB`,
  how: { node: [`--max-old-space-size=${megabytes}`] },
}));
const streams = [
  { name: 'standard input that is closed', how: { input: 'closed' } },
  { name: 'standard output that is full', how: { stdout: '/dev/full' } },
  { name: 'standard output that is closed', how: { stdout: 'closed' } },
];
const policies = ['/nonexistent', '/dev/null', '/dev/zero', '/'];

export const hookKind = {
  name: 'the hook',
  scenarios: () => [
    ...Object.entries(inputs).map(([name, input]) => scenario(name, { input })),
    ...memories.map(({ name, how }) => scenario(name, { input: harmful, ...how })),
    ...memories.map(({ name, how }) =>
      scenario(`${name}, a long command`, { input: inputs['a long command'], ...how }),
    ),
    ...streams.map(({ name, how }) => scenario(name, { input: harmful, ...how })),
    ...policies.map((path) => scenario(`the policy ${path}`, { input: harmful }, ['--policy', path])),
    ...fuzzed().map((input, index) => scenario(`noise ${index}`, { input })),
  ],
  run: runApart,
};

function scenario(name, how, argv = []) {
  return {
    name,
    build: () => undefined,
    attacks: [{ name, reached: (_, [result]) => passed(result) }],
    allows: ['codes'],
    limitMs: 6_000,
    runs: () => [{ argv: ['--home', '/home/dana', ...argv], how: { program: 'hook.cjs', ...how } }],
  };
}

/** As `yolo-triage-hook || exit 2` of the planned settings: any code but 0 blocks, and 0 needs an answer. */
function passed({ code, stdout, ended, ms }) {
  if (!ended) return undefined;
  if (ms > 5_500) return `answered after ${ms} ms`;
  if (code !== 0) return undefined;
  return /"permissionDecision":"(?:deny|ask)"/.test(stdout) ? undefined : 'it passed';
}

/** A call that was damaged somewhere is judged as what it says now, or denied: it names the home in any case. */
function fuzzed() {
  const position = fc.integer({ min: 0, max: harmful.length - 1 });
  return fc
    .sample(fc.tuple(position, fc.constantFrom('{', '}', '"', '\\', '[', ':', ',', '\u0000', '\ud800')), {
      numRuns: 25,
      seed: 11,
    })
    .map(([at, sign]) => harmful.slice(0, at) + sign + harmful.slice(at + 1))
    .filter((text) => /rm -rf \/home\/dana/.test(text));
}
