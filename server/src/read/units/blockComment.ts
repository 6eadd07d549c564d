/** A whole block comment as a part of a pattern: it ends at its first end, so that nothing can be cut up in several ways. */
export const BLOCK_COMMENT = '/\\*[^*]*\\*+(?:[^*/][^*]*\\*+)*/';
