import type { Finding } from '../../model/finding.ts';
import type { TraceBranch } from './linkSense.ts';

/** Where in the trace of an item or unit something is missing. */
export interface MissingLink {
  readonly direction: 'up' | 'down';
  readonly branch: TraceBranch;
}

const REASON: MissingLink = { direction: 'up', branch: 'trace' };
const REALISATION: MissingLink = { direction: 'down', branch: 'trace' };
const TEST: MissingLink = { direction: 'down', branch: 'test' };
const RISK: MissingLink = { direction: 'down', branch: 'risk' };
const RISK_REASON: MissingLink = { direction: 'up', branch: 'risk' };
const CHANGE: MissingLink = { direction: 'down', branch: 'change' };

/** Rules whose findings say that a link is missing, rather than that something about a record is wrong. */
const MISSING: ReadonlyMap<string, MissingLink> = new Map([
  ['LT012', REALISATION],
  ['LT101', REASON],
  ['LT102', REALISATION],
  ['LT103', REALISATION],
  ['LT201', REALISATION],
  ['LT202', REASON],
  ['LT203', REASON],
  ['LT205', TEST],
  ['LT206', REALISATION],
  ['LT208', TEST],
  ['LT209', REALISATION],
  ['LT210', REALISATION],
  ['LT301', TEST],
  ['LT302', CHANGE],
  ['LT305', TEST],
  ['LT308', TEST],
  ['LT311', { direction: 'up', branch: 'test' }],
  ['LT312', TEST],
  ['LT401', RISK],
  ['LT402', RISK],
  ['LT403', RISK_REASON],
  ['LT404', RISK],
  ['LT405', REALISATION],
  ['LT406', TEST],
  ['LT407', TEST],
  ['LT408', TEST],
  ['LT412', RISK_REASON],
  ['LT509', TEST],
  ['LT506', REALISATION],
  ['LT602', REASON],
  ['LT703', { direction: 'up', branch: 'change' }],
]);

/** What is missing by a finding, or undefined for a finding about anything else. */
export function missingLink({ code }: Pick<Finding, 'code'>): MissingLink | undefined {
  return MISSING.get(code);
}
