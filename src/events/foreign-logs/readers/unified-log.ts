import { millisecondsAt, present, textAt } from '../fields.ts';
import { objectReader } from '../log-reader.ts';

/**
 * The unified log of macOS, from `log show --style json` or `ndjson`. It holds no command lines but those that sudo
 * reports.
 */
export const unifiedLog = objectReader({
  name: 'unified log',
  source: 'https://developer.apple.com/documentation/os/viewing-log-messages',
  isSelective: true,
  claims: (value) => 'eventMessage' in value && 'processImagePath' in value && 'timestamp' in value,
  read(value) {
    const message = textAt(value, ['eventMessage']) ?? '';
    const atMs = millisecondsAt(value, ['timestamp']);
    const sudo = /^\s*(\S+) : (?:.*; )?PWD=(.*?) ; USER=(\S+) ;(?: .*;)? COMMAND=(.*)$/.exec(message);
    if (!sudo || atMs === undefined) return [];
    const [, user, cwd, , commandLine] = sudo;
    const process = textAt(value, ['processID']);
    const actor = present({ process, user, cwd, commandLine: `sudo ${commandLine}` });
    return [{ atMs, kind: 'process', action: 'start', actor }];
  },
});
