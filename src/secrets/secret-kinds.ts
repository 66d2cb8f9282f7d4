import { addressKinds, addressPathKinds } from './kinds/addresses.ts';
import { assignedKinds } from './kinds/assigned.ts';
import { codeKinds } from './kinds/codes.ts';
import { commandLineKinds } from './kinds/command-line.ts';
import { encodedKinds } from './kinds/encoded.ts';
import { headerKinds } from './kinds/headers.ts';
import { loginKinds } from './kinds/logins.ts';
import { markedKinds } from './kinds/marked.ts';
import { pipedKinds } from './kinds/piped.ts';
import { spokenKinds } from './kinds/spoken.ts';
import { statementKinds } from './kinds/statements.ts';
import { storedKinds } from './kinds/stored.ts';
import { structuredKinds } from './kinds/structured.ts';
import { tokenKinds } from './kinds/tokens.ts';
import { environmentKinds, variableKinds } from './kinds/variables.ts';
import type { SecretKind } from './secret-kind.ts';

/** In order: where two kinds fit one place, the first counts. */
export const secretKinds: readonly SecretKind[] = [
  ...encodedKinds,
  ...tokenKinds,
  ...markedKinds,
  ...addressKinds,
  ...structuredKinds,
  ...storedKinds,
  ...commandLineKinds,
  ...pipedKinds,
  ...loginKinds,
];

/** Secrets that only their name gives away; tried last, and in any case of letters. */
export const namedKinds: readonly SecretKind[] = [
  ...environmentKinds,
  ...assignedKinds,
  ...variableKinds,
  ...headerKinds,
  ...codeKinds,
  ...statementKinds,
  ...spokenKinds,
  ...addressPathKinds,
];
