import { TEST_TYPES } from '../model/itemType.ts';
import { says } from '../trace/item.ts';
import { latestFailure } from '../trace/latestFailures.ts';
import { sources } from '../trace/snapshot.ts';
import { enumeration, forRecords, idList, unsaid } from './records.ts';
import type { Rule } from './rule.ts';

/** LT302: a test that failed, and nobody took note. */
export const failedWithoutProblem: Rule = {
  info: {
    code: 'LT302',
    name: 'failed-test-without-problem-report',
    summary: 'The latest result on record of a test is a failure, and it raises no problem report or anomaly.',
    clause: '5.6.8, 5.7.2',
    gate: true,
  },
  ...forRecords([...TEST_TYPES], (test, snapshot) => {
    const latest = latestFailure(snapshot, test);
    if (!latest || latest.linksOfKind('raises').length > 0) return undefined;
    return {
      message: `${test.id} failed in ${latest.id}, and no problem report is on record: add “raises” to ${latest.id}.`,
      others: [latest.key],
    };
  }),
};

/** What a record of a test has to tell (5.7.5), by the name of its field. */
const CONTENT: readonly (readonly [string, string])[] = [
  ['result', 'result'],
  ['swVersion', 'software version (swVersion)'],
  ['configuration', 'configuration'],
  ['tools', 'tools'],
  ['date', 'date'],
  ['tester', 'tester'],
];

/** LT304: the record of a test that could not be repeated. */
export const testRecordIncomplete: Rule = {
  info: {
    code: 'LT304',
    name: 'test-record-incomplete',
    summary: 'A test result lacks procedure, result, version, configuration, tools, date or tester.',
    clause: '5.7.5, 9.8, 5.6.7',
    gate: true,
  },
  ...forRecords(['TR'], (result) => {
    const procedure = result.linksOfKind('records').length > 0 || says(result, 'procedure');
    const fields = new Set(
      unsaid(
        result,
        CONTENT.map(([name]) => name),
      ),
    );
    const missing = [
      ...(procedure ? [] : ['test procedure (records)']),
      ...CONTENT.flatMap(([name, label]) => (fields.has(name) ? [label] : [])),
    ];
    return missing.length === 0 ? undefined : `Test record ${result.id}: no ${enumeration(missing, 'or')} on record.`;
  }),
};

/** LT313: a requirement that a test says is not met. */
export const verificationFailed: Rule = {
  info: {
    code: 'LT313',
    name: 'verification-failed',
    summary: 'The latest result on record of a test of a requirement or risk control is a failure without disposition.',
    clause: '5.7.4 c',
    gate: true,
  },
  ...forRecords(['SRS', 'RC'], (item, snapshot) => {
    const failed = sources(snapshot, item, 'verifies').filter((test) => {
      const failure = latestFailure(snapshot, test);
      return failure !== undefined && !says(failure, 'disposition');
    });
    if (failed.length === 0) return undefined;
    return {
      message: `${item.id}: verification failed (${idList(failed)}), and no disposition is on record.`,
      others: failed.map(({ key }) => key),
    };
  }),
};
