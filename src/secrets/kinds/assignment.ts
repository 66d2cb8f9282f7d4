/** A quote may be escaped: the text can be a string inside JSON. */
export const quote = '\\\\{0,3}["\'`]';
/** Of a variable: `: string`, ` string`, as TypeScript, Kotlin and Go write them. */
const type = '(?::?[ \\t]{1,3}[Ss]tring)?';
const operator = '(?:=>|:{0,3}=|[?+.]=|\\?\\?=|\\|\\|=|:|%3[Dd]|%3[Aa])';
/** What stands between a name and its value. */
export const separator = `(?:${quote})?\\]?${type}[ \\t]{0,3}${operator}[ \\t]{0,3}`;
