import type { FileRole } from '../../model/facts.ts';

/** Roles of files, by the number that stands for each. */
export const FILE_ROLES: readonly FileRole[] = ['spec', 'source', 'test', 'project'];
