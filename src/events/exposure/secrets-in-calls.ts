import { isCredentialTemplate } from '../../secrets/credential-stores.ts';
import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import type { FieldValue } from '../log-events/log-event.ts';
import { bareSecrets, passwordHashes } from './bare-secrets.ts';
import { hasSettingsPassword } from './settings-passwords.ts';
import { WrittenSecretFiles } from './written-secret-files.ts';

/** Where values are invented: nobody keeps a secret there. */
const inventing =
  /(?:^|[\\/])(?:tests?|__tests__|specs?|e2e|fixtures?|testdata|test-data|mocks?|__mocks__|examples?|samples?|node_modules|site-packages|vendor)[\\/]|[._-](?:test|spec)\.\w+$|(?:^|[\\/])(?:test|spec)_[^\\/]*$/i;

/** An environment that is kept with the code: `.env.test`, `.env.production`; `.env` and `.env.local` mostly are not. */
const keptEnvironment = /(?:^|[\\/])\.env\.(?:test|ci|dev(?:elopment)?|staging|prod(?:uction)?|e2e|docker)$/i;

/** In a folder for work that the session may make a repository of later; nothing there or above it is hidden. */
const ofOtherWork =
  /^(?:\/home\/[^/]+|\/root|\/Users\/[^/]+|[A-Za-z]:[\\/]Users[\\/][^\\/]+|\/srv|\/opt|\/var\/www)[\\/][^.\\/][^\\/]*[\\/](?!\.)(?!.*[\\/]\.).+$/;

const mostValues = 500;

/** What a call wrote into files of the project. */
interface Written {
  readonly kinds: readonly string[];
  /** Absolute. */
  readonly paths: readonly string[];
}

/** Which calls of one session showed secrets, and which wrote some into files of the project. */
export class SecretsInCalls {
  /** Values that the agent wrote before any result showed them. */
  readonly #written = new Set<string>();
  readonly files = new WrittenSecretFiles();

  /** Fields of the whole call: kinds, in the order of the text. */
  fields(call: ToolCall, analysis: CommandAnalysis): Record<string, FieldValue> {
    if (call.outcome === 'denied' || call.outcome === 'not-run') return {};
    const { kinds: written, paths } = this.#writtenBy(call, analysis);
    this.files.observe(call, analysis, paths);
    const shown = this.#shownBy(call, analysis);
    return {
      ...(shown.length > 0 && { shown_secrets: shown }),
      ...(written.length > 0 && { written_secrets: written }),
    };
  }

  #writtenBy({ input }: ToolCall, { effects, contents }: CommandAnalysis): Written {
    const given = ['content', 'new_string', 'new_source', 'command'].map((key) => input[key]);
    const texts = given.filter((text) => typeof text === 'string');
    if (texts.length === 0) return { kinds: [], paths: [] };
    const found = texts.flatMap((text) => bareSecrets(text));
    for (const { value } of found) if (this.#written.size < mostValues) this.#written.add(value);
    const isFile = typeof input['command'] !== 'string';
    const targets = effects.filter(isKeptInProject).map(({ target }) => target);
    const kept = targets.filter((target) => {
      const text = isFile ? undefined : contents?.get(target);
      return isFile ? found.length > 0 : text !== undefined && bareSecrets(text).length > 0;
    });
    const all = texts.join('\n');
    const withPassword = targets.filter((target) =>
      hasSettingsPassword(target, isFile ? all : (contents?.get(target) ?? '')),
    );
    const kinds = kept.length === 0 ? [] : kindsOf(found);
    return {
      kinds: [...kinds, ...(withPassword.length > 0 ? ['settings-password'] : [])],
      paths: [...new Set([...kept, ...withPassword])],
    };
  }

  #shownBy(call: ToolCall, { effects, commands }: CommandAnalysis): readonly string[] {
    const text = call.result?.text ?? '';
    if (call.mcp || text === '' || effects.some(isCredential) || effects.some(isInvented)) return [];
    // Of private keys, a query of their own speaks, wherever they were kept.
    const hashes = effects.some(isOfDatabase) ? passwordHashes(text) : [];
    const found = [...bareSecrets(text), ...hashes].filter(
      ({ kind, value }) => kind !== 'private-key' && !this.#written.has(value),
    );
    if (found.length > 0) return kindsOf(found);
    const isPrinted = commands.some(({ program }) =>
      /^(?:echo|printf|printenv|write-output|write-host)$/i.test(program),
    );
    return isPrinted && printsVariable(call.input['command'], text) ? ['variable'] : [];
  }
}

function kindsOf(found: readonly { readonly kind: string }[]): readonly string[] {
  return [...new Set(found.map(({ kind }) => kind))];
}

/** Queries of their own speak of credential stores. */
function isCredential({ action, zone, traits = [] }: Effect): boolean {
  return (
    zone === 'credentials' &&
    (action === 'read' || action === 'execute') &&
    !traits.includes('used') &&
    !traits.includes('inline')
  );
}

function isInvented({ action, target }: Effect): boolean {
  return action === 'read' && (inventing.test(target) || isCredentialTemplate(target));
}

/** A database, or a dump of one; what a project is begun with holds no people's passwords. */
function isOfDatabase({ action, target, traits = [] }: Effect): boolean {
  if (action !== 'read') return false;
  if (traits.includes('database')) return true;
  return /\.(?:sql|dump|bak)$/i.test(target) && !/seed|migrat|schema|init|sample|demo/i.test(target);
}

function isKeptInProject({ action, target, zone }: Effect): boolean {
  if (action !== 'write' || inventing.test(target) || isCredentialTemplate(target)) return false;
  if (zone === 'home' || zone === 'outside') return ofOtherWork.test(target);
  return zone === 'repository' || keptEnvironment.test(target);
}

/** `echo $SHOP_API_KEY` with a value that nobody would think of. */
function printsVariable(command: unknown, result: string): boolean {
  if (typeof command !== 'string') return false;
  const name =
    /(?:echo|printf|printenv|Write-\w+)\b[^\n|;&>]{0,80}?\b(?:[A-Z][A-Z0-9_]*_)?(?:API_?KEY|ACCESS_?KEY|SECRET(?:_KEY)?|TOKEN|PASSWORD|PRIVATE_KEY)\b\}?"?\s*(?:$|[\n;&"])/.exec(
      command,
    );
  if (!name || /\$\{#|:0:|:\+|:\?/.test(name[0])) return false;
  return result
    .split(/[\s"'=]+/)
    .some(
      (word) =>
        /^[\w+/.-]{20,200}$/.test(word) &&
        /\d/.test(word) &&
        /[a-z]/i.test(word) &&
        !/[/.]\w+[/.]/.test(word),
    );
}
