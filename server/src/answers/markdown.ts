/**
 * Characters that no text of a workspace needs in a hover: controls, and marks that turn the direction of what follows
 * so that a line reads differently from what it says.
 */
const INVISIBLE = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Half of a surrogate pair: no character, and nothing that an address can be made of. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Puts a text on one line: white space and invisible characters become single spaces. */
export function oneLine(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd').replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
}

/** Shortens a text to at most `length` UTF-16 code units, at the end of a word where one is near, with an ellipsis. */
export function truncated(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, Math.max(0, length - 1)).replace(/[\ud800-\udbff]$/, '');
  const word = cut.search(/\s+\S*$/);
  return `${word > cut.length * 0.7 ? cut.slice(0, word) : cut}…`;
}

/**
 * The text as Markdown that shows exactly this text on one line: no markup, no HTML, no link, no automatic link, no
 * list, heading, table or theme icon comes out of it, wherever in a paragraph it stands.
 */
export function escaped(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]~|$@]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d+)(?=[.)])/, '$1\\');
}

/** The text as inline code. A back quote in it ends nothing. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A link that runs one of our own commands. `label` is text of any origin; the arguments are sent as JSON. */
export function commandLink(command: string, args: readonly unknown[], label: string): string {
  const json = JSON.stringify(args).replace(LONE_SURROGATE, '\ufffd');
  const query = encodeURIComponent(json).replace(/[()'*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `[${escaped(label)}](command:${command}?${query})`;
}
