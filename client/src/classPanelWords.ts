import type { LevelTerm } from '../../server/src/protocol/levelTerm.ts';
import { type LevelWords, levelWords } from './levelWords.ts';
import type { Words } from './words.ts';

/** What the panel says of levels, in the words of the edition that is looked through. */
export interface ClassPanelWords extends LevelWords {
  readonly allOf: (product: string) => string;
  readonly effective: string;
  readonly effectiveNamed: (level: string) => string;
  readonly lowerRationale: string;
  readonly segregation: string;
  readonly counts: string;
  readonly why: (level: string) => string;
  readonly whatRequires: (level: string) => string;
  readonly selectHint: string;
  readonly risesFrom: string;
  readonly fallsFrom: string;
  readonly to: string;
  /** What stands above the levels that change, by how many there are. */
  readonly changed: (count: number) => string;
  readonly assumedWithout: (subject: string) => string;
  readonly assumed: (subject: string, level: string) => string;
  readonly whatIf: (subject: string, level: string) => string;
  readonly whatIfOf: (subject: string) => string;
}

/** The words of an edition for its levels. */
export function classPanelWords(term: LevelTerm, l10n: Words): ClassPanelWords {
  return { ...levelWords(term, l10n), ...(term === 'level' ? rigorLevels(l10n) : safetyClasses(l10n)) };
}

type OwnWords = Omit<ClassPanelWords, keyof LevelWords>;

function safetyClasses(l10n: Words): OwnWords {
  return {
    allOf: (product) => l10n.t('Safety classes of {0}', product),
    effective: l10n.t('Effective class'),
    effectiveNamed: (level) => l10n.t('effective class {0}', level),
    lowerRationale: l10n.t('Rationale for a lower class'),
    segregation: l10n.t('Segregation from parts with a higher class'),
    counts: l10n.t('counts for the class (4.3 a)'),
    why: (level) => l10n.t('Why class {0}', level),
    whatRequires: (level) => l10n.t('What requires class {0}', level),
    selectHint: l10n.t('Select a row to see why it has its class.'),
    risesFrom: l10n.t('rises from class'),
    fallsFrom: l10n.t('falls from class'),
    to: l10n.t('to class'),
    changed: (count) =>
      count === 0
        ? l10n.t('No class changes.')
        : count === 1
          ? l10n.t('1 class changes:')
          : l10n.t('{0} classes change:', count),
    assumedWithout: (subject) => l10n.t('{0} without class', subject),
    assumed: (subject, level) => l10n.t('{0} class {1}', subject, level),
    whatIf: (subject, level) => l10n.t('What if {0} were class {1}', subject, level),
    whatIfOf: (subject) => l10n.t('What if {0} were of class', subject),
  };
}

function rigorLevels(l10n: Words): OwnWords {
  return {
    allOf: (product) => l10n.t('Rigor levels of {0}', product),
    effective: l10n.t('Effective level'),
    effectiveNamed: (level) => l10n.t('effective level {0}', level),
    lowerRationale: l10n.t('Rationale for a lower level'),
    segregation: l10n.t('Segregation from parts with a higher level'),
    counts: l10n.t('counts for the level (4.3 a)'),
    why: (level) => l10n.t('Why level {0}', level),
    whatRequires: (level) => l10n.t('What requires level {0}', level),
    selectHint: l10n.t('Select a row to see why it has its level.'),
    risesFrom: l10n.t('rises from level'),
    fallsFrom: l10n.t('falls from level'),
    to: l10n.t('to level'),
    changed: (count) =>
      count === 0
        ? l10n.t('No level changes.')
        : count === 1
          ? l10n.t('1 level changes:')
          : l10n.t('{0} levels change:', count),
    assumedWithout: (subject) => l10n.t('{0} without level', subject),
    assumed: (subject, level) => l10n.t('{0} level {1}', subject, level),
    whatIf: (subject, level) => l10n.t('What if {0} were level {1}', subject, level),
    whatIfOf: (subject) => l10n.t('What if {0} were of level', subject),
  };
}
