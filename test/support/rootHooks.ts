import { removeTemporaryProjects } from './temporaryProject.ts';

/**
 * What mocha runs around each file of tests; `.mocharc.json` names it. Processes that run files side by side are ended
 * without notice, so what a file has left cannot wait for the end of its process.
 */
export const mochaHooks = { afterAll: removeTemporaryProjects };
