import { posix } from 'node:path';
import { plainField } from '../field.ts';
import type { Program } from '../program.ts';
import { unknownProgram } from '../unknown-program.ts';

/** Of a service, what lasts: whether it runs, and whether it starts again. */
const lasting = /^(?:stop|disable|enable)$/;

/**
 * A script of `/etc/init.d`, which does what `service` does with the same words.
 * https://openwrt.org/docs/guide-user/base-system/managing_services
 */
export const serviceScript: Program = {
  ...unknownProgram,
  act: (call) => {
    const output = unknownProgram.act?.(call);
    const [script, verb] = call.argv;
    if (script && verb && lasting.test(verb.text))
      call.run([plainField('service'), plainField(posix.basename(script.text)), verb]);
    return output;
  },
};
