import type { Form } from '../form.ts';

const extensions =
  /^(?:mdx?|markdown|rst|txt|text|adoc|asciidoc|org|tex|html?|xhtml|svg|log|csv|tsv|diff|patch|rej|snap|lock|map|po|pot|srt|vtt|eml|mbox|bib|jsonl|ndjson|out|cast|har|css|scss|less|rss|atom|xsd|xsl|drawio|excalidraw)$/;
const names =
  /^(?:readme|changelog|changes|license|licence|copying|authors|contributing|notice|todo|news|codeowners)$/;

/** Texts that people read, and records of what was said: whatever stands in them is spoken of, not run. */
export const prose: Form = {
  name: 'prose',
  matches: ({ extension, name }) => extensions.test(extension) || names.test(name),
  scan: () => ({ sites: [] }),
};
