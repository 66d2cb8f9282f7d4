#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { run } from './cli/run.ts';
import { endsBySignal, processIo } from './process-io.ts';
import { removeUnfinished, watchUnfinished } from './unfinished.ts';

// A run takes a second or two, on several threads. V8 11 (Node 20) has no quick compiler between its interpreter and
// the optimising one, which by default begins so early that it takes a fifth of such a run (docs/benchmarks.md).
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=600000');

watchUnfinished(endsBySignal(removeUnfinished));

void run(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
});
