import type { Command, DocumentResult, Invocation } from '../command.ts';

/** What a command gives where a document is asked for. */
export async function documentOf<Document, Row>(
  run: Command<Document, Row>,
  invocation: Invocation,
): Promise<DocumentResult<Document>> {
  const result = await run({ ...invocation, shape: 'document' });
  if (result.shape !== 'document')
    throw new Error('the command gave a stream where a document was asked for');
  return result;
}
