// @ts-check

/**
 * @param {import('playwright-core').Locator} locator
 * @returns {Promise<string>} the text of its first element as a reader sees it, in contrast to what the document holds
 */
export async function shownText(locator) {
  await locator.first().waitFor();
  const [text = ''] = await locator.first().allInnerTexts();
  return text.trim();
}
