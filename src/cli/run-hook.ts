import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type HookOption, run } from '../commands/hook.ts';
import { ExitCode } from '../errors.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { parseHost } from '../invocation/parse-host.ts';
import { renderHookAnswer } from '../report/hook/answer.ts';
import { version } from '../version.ts';
import type { Io } from './io.ts';

const options = {
  home: { type: 'string' },
  policy: { type: 'string' },
  log: { type: 'string' },
  'fail-open': { type: 'boolean' },
  'allow-host': { type: 'string', multiple: true },
} as const;

/** The options of the hook command and nothing else. Whatever goes wrong ends in 2, which Claude Code takes for a block. */
export async function runHook(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const result = await run(invocation(argv, io));
    if (result.shape === 'document' && result.document.hookSpecificOutput) {
      const { redactDocument } = await import('../report/redact.ts');
      await io.stdout.write(renderHookAnswer(redactDocument(result.document, io.salt)));
    }
    return ExitCode.ok;
  } catch (error) {
    await io.stderr.write(`yolo-triage: ${error instanceof Error ? error.message : String(error)}\n`);
    return ExitCode.notRun;
  }
}

function invocation(argv: readonly string[], io: Io): Invocation<HookOption> {
  const { values } = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false });
  const path = (name: 'policy' | 'log') => {
    const given = values[name];
    return given === undefined ? undefined : resolve(io.cwd, given);
  };
  const home = resolve(io.cwd, values.home ?? io.homeDirectory);
  return {
    operands: [],
    options: {
      home,
      homes: [home],
      roots: [],
      repo: [],
      map: [],
      redact: true,
      allowHost: (values['allow-host'] ?? []).map(parseHost),
      policy: path('policy'),
      log: path('log'),
      failOpen: values['fail-open'] === true ? true : undefined,
    },
    shape: 'document',
    withCalls: false,
    withAnswers: true,
    cwd: io.cwd,
    env: io.env,
    homeDirectory: io.homeDirectory,
    stdin: io.stdin,
    now: io.now(),
    clock: () => io.now(),
    version,
    progress: () => undefined,
  };
}
