/** What an edition calls its levels: safety classes, or rigor levels. */
export type LevelTerm = 'class' | 'level';
