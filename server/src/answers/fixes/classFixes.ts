import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { Item } from '../../trace/item.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { writeField } from '../edits/fieldWriter.ts';
import { type Fix, type FixContext, only, shown } from './fix.ts';
import { definedAt, fieldFix } from './recordFixes.ts';

/** LT501 and LT503 to LT506: another class, or the words that justify it. */
export function classFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const item = definedAt(snapshot, finding);
  const contradiction = item && snapshot.contradictionByKey.get(item.key);
  if (!item || contradiction?.code !== finding.code) return [];
  const { labels } = snapshot.config.profile;
  const set = (level: SafetyLevel): Fix => classFix(snapshot, item, level);
  switch (contradiction.code) {
    case 'LT501':
      return snapshot.config.profile.levels.map(set);
    case 'LT503':
      return [
        fieldFix(
          snapshot,
          item,
          'classRationale.text',
          `Add a rationale for ${labels.level} ${contradiction.declared}`,
          `Why the lower ${labels.level} is justified (4.3 d)`,
        ),
        set(contradiction.inherited),
      ];
    case 'LT504':
    case 'LT505':
      return [{ ...set(contradiction.level), preferred: true }];
    case 'LT506':
      return [
        fieldFix(
          snapshot,
          item,
          'classRationale.segregation.mechanism',
          'Add how the item is segregated',
          'What keeps the item apart, for example a memory protection unit (5.3.5)',
        ),
        set(contradiction.inherited),
      ];
  }
}

function classFix(snapshot: Snapshot, item: Item, level: SafetyLevel): Fix {
  return {
    id: `class:${level}`,
    title: `Set the ${snapshot.config.profile.labels.classification} of ${shown(item.id)} to ${level}`,
    changes: (texts) => only(writeField(snapshot, texts, item, { name: 'safetyClass', value: level })),
  };
}
