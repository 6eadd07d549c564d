const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^\ufeff? {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const GIVEN = /\{#([\w.:-]+)\}|<a\s+(?:id|name)=["']([^"']+)["']/g;

/**
 * The names by which links reach the headings of a Markdown text, in lower case: made of the heading's words as GitHub and
 * VS Code make them, or given as `{#name}` or `<a id="name">`.
 */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  let fence: string | undefined;
  let above = '';
  for (const line of text.split(/\r?\n/)) {
    const marker = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (marker?.startsWith(fence) && line.trim() === marker) fence = undefined;
      continue;
    }
    fence = marker;
    for (const [, braced, tagged] of line.matchAll(GIVEN)) anchors.add((braced ?? tagged ?? '').toLowerCase());
    const words = headingWords(line) ?? (UNDERLINE.test(line) ? above : '');
    if (words !== '') addSlug(anchors, words);
    above = line.trim();
  }
  return anchors;
}

/** The words of a heading that starts with `#`; undefined for another line. */
export function headingWords(line: string): string | undefined {
  return HEADING.exec(line)?.[1];
}

/** The name by which links reach a heading with these words, unless an earlier one has the same. */
export function slugOf(words: string): string {
  return words
    .replace(/\{#[\w.:-]+\}/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** A heading that repeats another one gets a number behind its name. */
function addSlug(anchors: Set<string>, words: string): void {
  const slug = slugOf(words);
  let name = slug;
  for (let time = 1; anchors.has(name); time++) name = `${slug}-${time}`;
  anchors.add(name);
}
