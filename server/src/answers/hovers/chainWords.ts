import type { ChainStep } from '../../trace/riskChain.ts';

/** What a gap in a risk chain means, said behind the ID of the record at which it is. */
export const CHAIN_GAP: Readonly<Record<ChainStep, string>> = {
  hazard: 'no hazard on record',
  harm: 'no harm on record',
  estimate: 'no initial estimate on record',
  contribution: 'software contribution not stated',
  cause: 'no cause on record',
  location: 'no software item on record',
  kind: 'kind of cause not stated',
  control: 'no risk control on record',
  requirement: 'no software requirement on record',
  verification: 'no verification on record',
  failure: 'verification failed',
  effectiveness: 'no verification of effectiveness on record',
  newHazards: 'no review for new hazards on record',
  residual: 'residual risk neither acceptable nor justified on record',
};
