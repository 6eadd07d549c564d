// @ts-check

/**
 * Computes the contrast of every text of a drawing against the shape that it stands on, as WCAG 2 does. axe-core looks at no
 * texts of drawings.
 * @param {import('playwright-core').Locator} drawing an `svg` in which a text comes after its shape in one group
 * @returns {Promise<{text: string, ratio: number}[]>}
 */
export function drawnContrast(drawing) {
  return drawing.evaluate((svg) => {
    const view = svg.ownerDocument.defaultView;
    if (!view) throw new Error('The drawing has no window.');
    const canvas = svg.ownerDocument.createElement('canvas');
    canvas.width = canvas.height = 1;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('There is no canvas.');
    /** @param {string[]} colors the lower first */
    const blended = (...colors) => {
      for (const color of colors) {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
      }
      return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    /** @param {number[]} color */
    const luminance = (color) => {
      const [r = 0, g = 0, b = 0] = color.map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return [...svg.querySelectorAll('text')].map((text) => {
      const shape = text.parentElement?.querySelector(':scope > rect:not(.band)');
      if (!shape) throw new Error(`“${text.textContent}” stands on nothing.`);
      const below = view.getComputedStyle(shape).fill;
      const [dark = 0, light = 0] = [blended(below), blended(below, view.getComputedStyle(text).fill)]
        .map(luminance)
        .sort((one, other) => one - other);
      return { text: text.textContent ?? '', ratio: (light + 0.05) / (dark + 0.05) };
    });
  });
}
