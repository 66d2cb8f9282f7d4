/** Words that Mermaid acts on wherever they stand. */
const acting =
  /\b(?:click|href|call|style|class|classDef|linkStyle|end|init|__proto__|https?|javascript)\b/gi;

/** A label that ends nothing and starts nothing: letters and digits, no mark that an address needs. */
export function mermaidLabel(text: string, lengthAtMost = 40): string {
  const plain = text
    .replace(/[^A-Za-z0-9 _-]+/g, ' ')
    .replace(acting, ' ')
    .replace(/_{2,}|-{2,}|\s+/g, ' ')
    .trim();
  return plain === '' ? 'x' : plain.slice(0, lengthAtMost).trim();
}
