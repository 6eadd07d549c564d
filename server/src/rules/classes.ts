import type { Contradiction } from '../trace/classes/contradiction.ts';
import { contradictionText } from '../trace/classes/contradictionText.ts';
import { isRetired } from '../trace/item.ts';
import { reportAt } from './ownItems.ts';
import type { Report, Rule } from './rule.ts';

/** Types of what has a class. */
const CLASSED = ['SS', 'SI', 'UNIT', 'SOUP'];

/** LT501: a software system that nobody has classified. */
export const systemClassUnassigned: Rule = {
  info: {
    code: 'LT501',
    name: 'system-class-unassigned',
    summary: 'A software system has no safety class, so the highest one applies.',
    clause: '4.3 a, 4.3 g',
    gate: true,
  },
  itemTypes: CLASSED,
  checkItem: contradictions('LT501'),
};

/** LT503: a lower class than the whole has, without a word why. */
export const lowerClassWithoutRationale: Rule = {
  info: {
    code: 'LT503',
    name: 'lower-class-without-rationale',
    summary: 'An item declares a lower class than it inherits and gives no rationale; the declaration does not count.',
    clause: '4.3 d',
    gate: true,
  },
  itemTypes: CLASSED,
  checkItem: contradictions('LT503'),
};

/** LT504: a whole with a lower class than one of its parts; the finding is at the whole. */
export const childHigherThanParent: Rule = {
  info: {
    code: 'LT504',
    name: 'child-higher-than-parent',
    summary: 'An item has a higher class than the item or system that it is part of; the latter is raised.',
    clause: '4.3 a/d/f, Annex B.4.3',
    gate: true,
  },
  itemTypes: CLASSED,
  checkItem: contradictions('LT504'),
};

/** LT505: a lower class than the risks demand. */
export const classBelowRisk: Rule = {
  info: {
    code: 'LT505',
    name: 'class-below-risk',
    summary: 'An item has a lower class than the hazardous situations or risk controls that it takes part in require.',
    clause: '4.3 a, 7.2.2 b',
    gate: true,
  },
  itemTypes: CLASSED,
  checkItem: contradictions('LT505'),
};

/** LT506: a rationale that does not tell what keeps the item apart. */
export const segregationMissing: Rule = {
  info: {
    code: 'LT506',
    name: 'segregation-missing',
    summary: 'The rationale for a lower class does not say how the item is segregated; the declaration does not count.',
    clause: '4.3 d, 5.3.5 (C)',
    gate: true,
  },
  itemTypes: CLASSED,
  checkItem: contradictions('LT506'),
};

/** Reports contradictions of one code, each at the item that it is about. */
function contradictions(code: Contradiction['code']): NonNullable<Rule['checkItem']> {
  return function* (item, snapshot): Generator<Report> {
    const contradiction = snapshot.contradictionByKey.get(item.key);
    if (contradiction?.code !== code) return;
    if (item.primary && !isRetired(item))
      yield reportAt(item, contradictionText(contradiction, snapshot.config.profile.labels));
  };
}
