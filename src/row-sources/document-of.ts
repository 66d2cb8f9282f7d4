import type { Command, DocumentResult } from '../commands/command.ts';
import type { Invocation } from '../invocation/invocation.ts';
import type { OptionName } from '../invocation/options.ts';

/** What a command gives where a document is asked for. */
export async function documentOf<Name extends OptionName, Document, Row>(
  run: Command<Name, Document, Row>,
  invocation: Invocation<Name>,
): Promise<DocumentResult<Document>> {
  const result = await run({ ...invocation, shape: 'document' });
  if (result.shape !== 'document')
    throw new Error('the command gave a stream where a document was asked for');
  return result;
}
