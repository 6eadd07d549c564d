/** `#if` with a condition that never holds, or only for an assembler that shares a header. */
export const DEAD_CONDITION =
  /#[ \t]*if(?:[ \t]+(?:0\b|\([ \t]*0[ \t]*\))|(?:def)?[ \t]+(?:defined\b[ \t]*)?\(?[ \t]*(?:__ASSEMBLER__|__ASSEMBLY__|_ASMLANGUAGE)\b[ \t]*\)?[ \t]*(?=[\n\r]|\/[/*]))/y;

/** An `#if` of C whose `#endif` has not come yet. */
export interface OpenBranch {
  /** Open scopes, and open braces in the innermost, at the `#if`. */
  readonly scopes: number;
  readonly depth: number;
  /** True when the `#if` stands among declarations. */
  readonly outside: boolean;
  /** True when the `#if` stands inside of a declaration. */
  readonly open: boolean;
  /** Open braces behind the first branch that changed them. */
  settled?: number;
}
