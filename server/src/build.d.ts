/** Version of the product from package.json, put in by the bundler. */
declare const LIFETRACE_VERSION: string;

/** Tells the sources that this program was built from, set at build time. While a watched build goes on it stays the same. */
declare const LIFETRACE_SOURCES: string;
