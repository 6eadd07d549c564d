import type { LevelTerm } from '../../server/src/protocol/levelTerm.ts';
import type { Words } from './words.ts';

/** What is said of levels, in the words of an edition. */
export interface LevelWords {
  /** `Class`, as a heading. */
  readonly term: string;
  /** `Safety class` */
  readonly classification: string;
  /** `Safety classes` */
  readonly all: string;
  /** Title of the panel. */
  readonly title: string;
  readonly groupedBy: string;
  readonly show: string;
  readonly ofFile: string;
  readonly filterHint: string;
  /** `Class C`; several names are set apart by commas. */
  readonly named: (level: string) => string;
  readonly upTo: (level: string) => string;
}

/** The words of an edition for its levels. */
export function levelWords(term: LevelTerm, l10n: Words): LevelWords {
  return term === 'level' ? rigorLevels(l10n) : safetyClasses(l10n);
}

/** The term of folders that may go by several editions: that of the standard in force, unless all go by the other one. */
export function sharedTerm(folders: readonly { readonly levelTerm: LevelTerm }[]): LevelTerm {
  return folders.length > 0 && folders.every(({ levelTerm }) => levelTerm === 'level') ? 'level' : 'class';
}

function safetyClasses(l10n: Words): LevelWords {
  return {
    term: l10n.t('Class'),
    classification: l10n.t('Safety class'),
    all: l10n.t('Safety classes'),
    title: l10n.t('Safety Classes'),
    groupedBy: l10n.t('by safety class'),
    show: l10n.t('Show Safety Classes'),
    ofFile: l10n.t('Lifetrace: Class of the File'),
    filterHint: l10n.t('Type a part of an ID, a title or a clause; tick classes and states'),
    named: (level) => l10n.t('Class {0}', level),
    upTo: (level) => l10n.t('Up to class {0}', level),
  };
}

function rigorLevels(l10n: Words): LevelWords {
  return {
    term: l10n.t('Level'),
    classification: l10n.t('Rigor level'),
    all: l10n.t('Rigor levels'),
    title: l10n.t('Rigor Levels'),
    groupedBy: l10n.t('by rigor level'),
    show: l10n.t('Show Rigor Levels'),
    ofFile: l10n.t('Lifetrace: Level of the File'),
    filterHint: l10n.t('Type a part of an ID, a title or a clause; tick levels and states'),
    named: (level) => l10n.t('Level {0}', level),
    upTo: (level) => l10n.t('Up to level {0}', level),
  };
}
