/**
 * Options of Node for the process of the server; what else it wants it sets itself when it starts. Objects that have just been
 * made may take so many MiB, twice: a large project is worked through in small steps, each of which needs few.
 */
export const SERVER_NODE_OPTIONS: readonly string[] = ['--max-semi-space-size=8'];
