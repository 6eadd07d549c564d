// @ts-check

/** Ends a script with a sentence for the reader; everything else that is thrown is a defect of the script. */
export class Stop extends Error {
  /**
   * @override
   * @returns {string} the sentence alone
   */
  toString() {
    return this.message;
  }
}
