import type { Programs } from '../program.ts';
import { agentExtensions } from './agent-extensions.ts';
import { codingAgents } from './agents.ts';
import { archives } from './archives.ts';
import { backups } from './backups.ts';
import { personalCaptures } from './captures.ts';
import { certificates } from './certificates.ts';
import { clouds } from './clouds.ts';
import { containers } from './containers.ts';
import { dataStores } from './data-stores.ts';
import { databaseClients } from './database-clients.ts';
import { databaseDumps } from './database-dumps.ts';
import { development } from './development.ts';
import { editors } from './editors.ts';
import { files } from './files.ts';
import { finders } from './finders.ts';
import { frameworkDatabases } from './framework-databases.ts';
import { git } from './git.ts';
import { hosting } from './hosting.ts';
import { infrastructure } from './infrastructure.ts';
import { interpreters } from './interpreters.ts';
import { keys } from './keys.ts';
import { launchers } from './launchers.ts';
import { macos } from './macos.ts';
import { messages } from './messages.ts';
import { network } from './network.ts';
import { otherInterpreters, readersOfInput } from './other-interpreters.ts';
import { packages } from './packages.ts';
import { peerTransfers } from './peer-transfers.ts';
import { powershell } from './powershell.ts';
import { processes } from './processes.ts';
import { repeaters } from './repeaters.ts';
import { secretManagers } from './secret-managers.ts';
import { sharedNames } from './shared-names.ts';
import { builtins } from './shell-builtins.ts';
import { system } from './system.ts';
import { text } from './text.ts';
import { versionControls } from './version-controls.ts';
import { windows } from './windows.ts';
import { wrappers } from './wrappers.ts';

/** Every group of the registry. A name stands once: one that two programs have is in `sharedNames`.
 * A new group is one file and one line here. */
export const groups: readonly Programs[] = [
  text,
  files,
  archives,
  builtins,
  wrappers,
  finders,
  repeaters,
  launchers,
  interpreters,
  otherInterpreters,
  editors,
  readersOfInput,
  network,
  peerTransfers,
  git,
  versionControls,
  containers,
  clouds,
  backups,
  messages,
  infrastructure,
  secretManagers,
  hosting,
  packages,
  databaseClients,
  databaseDumps,
  dataStores,
  frameworkDatabases,
  system,
  processes,
  keys,
  certificates,
  macos,
  personalCaptures,
  development,
  powershell,
  windows,
  codingAgents,
  agentExtensions,
  sharedNames,
];
