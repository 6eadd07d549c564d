import { CODE_QUERY } from '../../model/recordQuery.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import { countStates, statesOfChapter } from '../../rules/clauseStates.ts';
import { ruleInfo } from '../../rules/registry.ts';
import { openGateFindings } from '../../rules/releaseGate.ts';
import type { ClassAnalysis } from '../../trace/classes/nodeClass.ts';
import { countOfType, OPEN_CHAIN_QUERY } from '../../trace/recordCounts.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { counted, described, type RowContext } from './row.ts';

/** The numbers that a chapter is judged by at a glance; empty where there is nothing to count. */
export function groupSummary(context: RowContext, ref: string): string {
  const { snapshot } = context;
  const { profile } = snapshot.config;
  const count = (type: string): number => countOfType(snapshot, type);
  const findings = (code: string): number => context.findings.all.countOf(code);
  const some = (type: string, noun: string): string => (count(type) === 0 ? '' : counted(count(type), noun));
  const srs = count('SRS');
  const units = count('UNIT');
  const situations = count('HS');
  const code = snapshot.recordCount(CODE_QUERY);
  switch (ref) {
    case '4':
      return `${profile.labels.level} ${snapshot.productLevel}`;
    case '5.1': {
      const { evidenced, partly, none } = countStates(statesOfChapter(context.clauses, ref));
      return `${evidenced}/${evidenced + partly + none} evidenced`;
    }
    case '5.2':
      return srs === 0 ? '' : `${srs} SRS · ${srs - findings('LT101')} traced`;
    case '5.3':
      return described([
        some('SI', 'item'),
        some('IF', 'interface'),
        count('SOUP') === 0 ? '' : `${count('SOUP')} SOUP`,
        srs === 0 || !isChecked('LT201') ? '' : `${findings('LT201')} unallocated SRS`,
      ]);
    case '5.4': {
      const designed = unitsRequiring(snapshot, '5.4.2');
      if (designed.count === 0 || !isChecked('LT206')) return described([some('UNIT', 'unit'), some('SDD', 'design')]);
      const levels = `${profile.labels.level} ${designed.levels.join(', ')}`;
      return `${designed.count - findings('LT206')}/${designed.count} ${levels} units designed`;
    }
    case '5.5':
      return described([
        isChecked('LT305') && units > 0 ? `${units - findings('LT305')}/${units} units verified` : some('UNIT', 'unit'),
        // Units of the architecture and functions in code are different things, and both are called units.
        code === 0 ? '' : `${findings('LT202')} of ${counted(code, 'code unit')} untraced`,
      ]);
    case '5.6':
      return some('IT', 'integration test');
    case '5.7': {
      const failed = findings('LT313');
      return srs === 0
        ? ''
        : described([`${srs - findings('LT301')}/${srs} SRS tested`, failed > 0 ? `${failed} fail` : '']);
    }
    case '5.8':
      return described([`gate: ${openGateFindings(context.findings.all)} open`, anomalies(count('ANOM'))]);
    case '6':
      return described([some('PR', 'problem report'), some('CR', 'change request')]);
    case '7':
      return situations === 0
        ? ''
        : `${situations} HS · ${situations - snapshot.recordCount(OPEN_CHAIN_QUERY)} complete`;
    case '8': {
      const mismatches = findings('LT605');
      return described([
        count('SOUP') === 0 ? '' : `${count('SOUP')} SOUP`,
        some('CR', 'change request'),
        mismatches > 0 ? `${mismatches} mismatch` : '',
      ]);
    }
    case '9': {
      const open = findings('LT702');
      return described([some('PR', 'problem report'), open > 0 ? `${open} not evaluated` : '']);
    }
    default:
      return '';
  }
}

/** What a rule that is not built in would find is not known: there is no number to show. */
function isChecked(code: string): boolean {
  return ruleInfo(code) !== undefined;
}

function anomalies(count: number): string {
  return count === 0 ? '' : `${count} known anomal${count === 1 ? 'y' : 'ies'}`;
}

interface LevelledUnits {
  readonly count: number;
  readonly levels: readonly SafetyLevel[];
}

const levelled = new WeakMap<ClassAnalysis, LevelledUnits>();

/** Software units whose level requires a clause. */
function unitsRequiring({ classes, config: { profile } }: Snapshot, ref: string): LevelledUnits {
  const known = levelled.get(classes);
  if (known) return known;
  const levels = profile.clauses.find((clause) => clause.ref === ref)?.levels ?? [];
  let count = 0;
  for (const { kind, effective } of classes.nodes.values()) if (kind === 'UNIT' && levels.includes(effective)) count++;
  const found = { count, levels };
  levelled.set(classes, found);
  return found;
}
