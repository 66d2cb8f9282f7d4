import type { ApiTable } from './api.ts';

/** What ends a program well, in the spellings of all languages: what stands behind it may not run. */
export const programEnd: ApiTable = {
  isPlain: true,
  calls: {
    'sys.exit os._exit exit exit! quit q process.exit Deno.exit os.exit Kernel.exit': {
      act: (call) => {
        call.evaluator.ends();
        return undefined;
      },
    },
  },
};
