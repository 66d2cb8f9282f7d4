import { Analysis } from './analysis.ts';
import { Call } from './call.ts';
import { runCode } from './code.ts';
import type { CommandAnalysis } from './command-analysis.ts';
import { plainField } from './field.ts';
import { Interpreter } from './interpret.ts';
import type { PathContext } from './path-context.ts';
import { rootScope, type Scope } from './scope.ts';
import { type ShellName, shells } from './shells.ts';

/**
 * What a shell command line would do, told from its words; nothing runs. Never throws: what could not be read is
 * named in `problems`, and the effects are then those of the rest.
 */
export function analyseCommand(
  command: string,
  context: PathContext,
  shell: ShellName = 'bash',
): CommandAnalysis {
  const { language, tool } = shells[shell];
  if (shell !== 'bash') return analyseSource({ code: command, language, program: tool }, context);
  return walk(context, (interpreter, scope) => {
    interpreter.runSource(command, scope);
  });
}

export interface Source {
  readonly code: string;
  /** `sh`, `python`, `node`, `powershell`, … */
  readonly language: string;
  /** Tool or program that runs it. */
  readonly program: string;
}

/** The same for source text in another language, where effects are at best `possible`. */
export function analyseSource({ code, language, program }: Source, context: PathContext): CommandAnalysis {
  return walk(context, (machine, scope) => {
    const call = new Call({ program, argv: [], scope, machine, effects: [] }, {}, []);
    runCode(call, language, { code: plainField(code) });
  });
}

function walk(context: PathContext, run: (interpreter: Interpreter, scope: Scope) => void): CommandAnalysis {
  const analysis = new Analysis(context);
  try {
    run(new Interpreter(analysis), rootScope(context.cwd));
    if (analysis.hasPipes) {
      analysis.lookAgain();
      run(new Interpreter(analysis), rootScope(context.cwd));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    analysis.problem('too-deep');
  }
  return analysis.finish();
}
