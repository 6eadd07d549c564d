// @ts-check

/** @typedef {{x: number, y: number, width: number, height: number}} Box in pixels of the page */

/**
 * Finds the first line that holds a marking text, and in it the first place of a text. The editor splits lines into coloured pieces, so
 * the place is measured over their boundaries.
 * @param {import('playwright-core').Locator} lines the element that holds the lines of the editor
 * @param {string} marking
 * @param {string} text
 * @returns {Promise<Box | undefined>}
 */
export async function textBox(lines, marking, text) {
  if ((await lines.count()) === 0) return undefined;
  return lines.evaluate(
    (element, wanted) => {
      /** @param {Element} line */
      const plain = (line) => (line.textContent ?? '').replaceAll('\u00a0', ' ');
      const line = [...element.querySelectorAll('.view-line')].find((each) => plain(each).includes(wanted.marking));
      const start = line ? plain(line).indexOf(wanted.text) : -1;
      if (!line || start < 0) return undefined;
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let passed = 0;
      let begun = false;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.textContent?.length ?? 0;
        if (!begun && start < passed + length) {
          range.setStart(node, start - passed);
          begun = true;
        }
        if (begun && start + wanted.text.length <= passed + length) {
          range.setEnd(node, start + wanted.text.length - passed);
          break;
        }
        passed += length;
      }
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    },
    { marking, text },
  );
}
