import { permissionModeSources } from '../../transcripts/tool-call.ts';
import type { Stream } from '../stream.ts';
import { evidenceColumns } from './common.ts';

/** When permission prompts were off. */
export const bypassWindows = {
  name: 'bypass_windows',
  kind: 'history',
  description: 'One stretch of a session with permission prompts off; `at` is its beginning.',
  key: ['sessionId', 'at'],
  keyIsId: true,
  columns: [
    { name: 'sessionId', type: 'string', description: 'The session.', required: true },
    { name: 'project', type: 'string', description: "Name of the transcript's project folder." },
    { name: 'cwd', type: 'string', description: 'The first working folder of the session.' },
    { name: 'endedAt', type: 'timestamp', description: 'Its end.' },
    { name: 'durationMs', type: 'integer', description: 'Its length in milliseconds.', required: true },
    { name: 'calls', type: 'integer', description: 'Calls in it.', required: true },
    {
      name: 'permissionModeSource',
      type: 'string',
      description: 'What says that prompts were off.',
      values: permissionModeSources,
    },
    { name: 'entrypoints', type: 'strings', description: 'How the session was started.' },
    { name: 'agentVersions', type: 'strings', description: 'Versions of the agent.' },
    ...evidenceColumns,
  ],
} as const satisfies Stream;
