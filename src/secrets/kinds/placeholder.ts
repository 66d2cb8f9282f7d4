/** What stands in documents and templates where a secret would stand. */
const placeholder =
  /^(?:[x*.#_-]{3,}|.{0,6}\.\.\.|[\w-]{1,16}[-_]\.\.\.|(?:your|my|the|some|insert|enter|replace|put|change)[-_ ][a-z_ -]*|(?:your|my)[a-z]*(?:key|token|secret|password|pass)[a-z]*|<.*|\[.*|.*(?:example|placeholder|dummy|changeme|change_me|redacted|xxxx|\*\*\*).*|(?:null|none|nil|true|false|undefined|required|optional|string|number|boolean|password|passwd|secret|token|username|user|pass|test|invalid|missing|incorrect|disabled|enabled|hidden|default|prompt|unset|empty))$/i;

/** Bounded: only the first characters are looked at. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text.slice(0, 200));
}
