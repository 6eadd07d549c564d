import type { ProfileLabels } from '../../model/profile.ts';
import type { Contradiction } from './contradiction.ts';

/** What a contradiction says, in one sentence for a person. */
export function contradictionText(contradiction: Contradiction, { level, classification }: ProfileLabels): string {
  switch (contradiction.code) {
    case 'LT501':
      return `Software system has no ${classification}: ${level} ${contradiction.level} applies.`;
    case 'LT503': {
      const { node, declared, inherited } = contradiction;
      return `${node} declares ${declared} below ${inherited}: rationale missing, treated as ${inherited}.`;
    }
    case 'LT504':
      return `${contradiction.child} is ${contradiction.level}; ${contradiction.node} must be at least ${contradiction.level}.`;
    case 'LT505': {
      const { node, declared, by } = contradiction;
      return `${node} is ${declared} but ${by} requires ${contradiction.level}.`;
    }
    case 'LT506':
      return `${contradiction.node}: rationale does not say how the item is segregated.`;
  }
}
