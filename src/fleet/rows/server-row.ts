import { createHash } from 'node:crypto';
import type { McpServer } from '../../mcp/mcp-server.ts';
import type { StreamRow } from '../row.ts';
import { evidenceCells } from './evidence-cells.ts';

/** @param home as the evidence writes it: a server of one host is that of another whatever their homes are called */
export function serverRow(server: McpServer, home: string): StreamRow {
  const { registeredBy, binary, script, use } = server;
  const runs = script ?? binary;
  return {
    stream: 'servers',
    row: {
      at: registeredBy?.at,
      client: server.client,
      scope: server.scope,
      project: server.project,
      name: server.name,
      file: server.file,
      modifiedAt: server.modifiedAt,
      definitionId: definitionId(server, home),
      transport: server.transport,
      command: server.command,
      args: server.args,
      url: server.url,
      envNames: server.envNames,
      headerNames: server.headers.map(({ name }) => name),
      packageName: server.package?.name,
      packageVersion: server.package?.version,
      packageRunner: server.package?.runner,
      packagePinned: server.package?.pinned,
      binaryPath: runs?.path,
      binarySha256: runs?.facts?.sha256,
      enabled: server.enabled,
      approvedBlanketly: server.approvedBlanketly,
      unasked: server.unasked,
      inlineSecrets: [...new Set(server.inlineSecrets.map(({ kind }) => kind))],
      calls: use?.calls,
      lastCalledAt: use?.lastAt,
      loggedAt: server.loggedAt,
      registeredBySession: registeredBy?.sessionId,
      registeredByCall: registeredBy?.toolCallId,
      registeredInMode: registeredBy?.permissionMode,
      droppedByCall: server.droppedBy?.toolCallId,
      changedSince: server.changedSince,
      findings: server.findings,
      ...evidenceCells(server.evidence),
    },
  };
}

function definitionId({ transport, command = '', args, url = '' }: McpServer, home: string): string {
  const words = [transport, command, url, ...args].map((word) => word.replaceAll(home, '~'));
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
}
