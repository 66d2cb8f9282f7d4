// `yolo-triage hook` without what it does not need: it runs before every tool call, and loading the whole program
// takes longer than its work. One file, built apart.
import { runHook } from './cli/run-hook.ts';
import { processIo } from './process-io.ts';

void runHook(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
});
