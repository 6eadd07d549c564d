import type { Rule } from './rule.ts';

/** LT007: configuration or a record that cannot be read as it stands. Its findings come from the readers. */
export const invalidConfiguration: Rule = {
  info: {
    code: 'LT007',
    name: 'config-or-schema-invalid',
    summary: 'A configuration file or the record of an item does not have the form that it should have.',
    clause: '(tool)',
    gate: false,
  },
};
