import type { LogReader } from '../log-reader.ts';
import { auditd } from './auditd/auditd.ts';
import { serviceLogs } from './cloud.ts';
import { defender } from './defender.ts';
import { ecs } from './ecs.ts';
import { eslogger } from './eslogger.ts';
import { falco } from './falco.ts';
import { ocsf } from './ocsf.ts';
import { osquery } from './osquery.ts';
import { plain } from './plain.ts';
import { sysmon } from './sysmon.ts';
import { unifiedLog } from './unified-log.ts';

/** Every form of log that is read; the first that claims a record has it, so the general ones come last. */
export const logReaders: readonly LogReader[] = [
  auditd,
  sysmon,
  osquery,
  eslogger,
  unifiedLog,
  falco,
  ocsf,
  ...serviceLogs,
  defender,
  ecs,
  plain,
];
