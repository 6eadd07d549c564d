/** Version of the product from package.json, put in by the bundler. */
declare const LIFETRACE_VERSION: string;
