// Loaded before the program: every nth read of a file fails as a dying disk does, and others are slow.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const every = Number(process.env.FAIL_EVERY ?? 5);
const slowMs = Number(process.env.SLOW_MS ?? 0);
const pause = new Int32Array(new SharedArrayBuffer(4));
let reads = 0;
for (const name of ['readSync', 'readFileSync', 'readdirSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    const isEvidence = typeof args[0] === 'number' || String(args[0]).includes('.claude');
    reads += 1;
    if (slowMs > 0) Atomics.wait(pause, 0, 0, slowMs);
    if (isEvidence && reads % every === 0) {
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', errno: -5, syscall: 'read' });
    }
    return real(...args);
  };
}
syncBuiltinESMExports();
