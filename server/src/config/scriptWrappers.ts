/**
 * Functions of JavaScript and TypeScript that hand on the function that they are called with, so that it is known by the name
 * that their result is bound to: where a project does not say. They are the ones that public code binds at the level of a
 * module again and again: of React, MobX, Express and lodash, with those that others have made by the same names. What
 * calls a function for a value of its own (`useMemo`, `computed`, `createSelector`, `lazy`), or has the same name
 * elsewhere with another meaning (`flow`, `wrap`), is none.
 */
export const DEFAULT_WRAPPERS: readonly string[] = [
  'memo',
  'forwardRef',
  'observer',
  'action',
  'asyncHandler',
  'expressAsyncHandler',
  'catchAsync',
  'debounce',
  'throttle',
  'memoize',
  'memoizeOne',
  'once',
  'curry',
];
