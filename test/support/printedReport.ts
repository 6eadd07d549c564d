import { checkJson } from '../../server/src/reports/checkJson.ts';
import type { CheckReport, CheckReportInSteps } from '../../server/src/reports/checkReport.ts';

/** A report as `lifetrace check --format json` prints it. */
export function printedReport(report: CheckReportInSteps): CheckReport {
  return JSON.parse([...checkJson(report)].join(''));
}
