import { isRetired, type Snapshot } from '../../trace/snapshot.ts';
import { unitsToTrace } from '../../trace/unitsToTrace.ts';
import { counted, described, type RowContext } from './row.ts';

/** The numbers that a chapter is judged by at a glance; empty where there is nothing to count. */
export function groupSummary(context: RowContext, ref: string): string {
  const { snapshot } = context;
  const srs = countOf(snapshot, 'SRS');
  const without = (code: string): number =>
    new Set(
      context.findings.all.flatMap((finding) =>
        finding.code === code ? [`${finding.file} ${finding.span.start}`] : [],
      ),
    ).size;
  switch (ref) {
    case '4':
      return `class ${snapshot.productLevel}`;
    case '5.1':
      return some(snapshot, 'DOC', 'document');
    case '5.2':
      return srs === 0 ? '' : `${srs} SRS · ${srs - without('LT101')} with an origin`;
    case '5.3':
      return described([some(snapshot, 'SI', 'item'), some(snapshot, 'IF', 'interface'), soup(snapshot)]);
    case '5.4':
      return described([some(snapshot, 'UNIT', 'unit'), some(snapshot, 'SDD', 'design')]);
    case '5.5': {
      const code = [...snapshot.files.values()]
        .flatMap(({ path }) => unitsToTrace(snapshot, path))
        .filter((unit) => unit.level !== undefined);
      return code.length === 0 ? '' : `${code.filter((unit) => unit.traced).length}/${code.length} traced`;
    }
    case '5.6':
      return some(snapshot, 'IT', 'integration test');
    case '5.7':
      return srs === 0 ? '' : `${srs - without('LT301')}/${srs} SRS with a test`;
    case '5.8':
      return described([
        some(snapshot, 'REL', 'release'),
        countOf(snapshot, 'ANOM') > 0 ? `${countOf(snapshot, 'ANOM')} known anomalies` : '',
      ]);
    case '6':
      return described([some(snapshot, 'PR', 'problem report'), some(snapshot, 'CR', 'change request')]);
    case '7':
      return described([some(snapshot, 'HS', 'situation'), some(snapshot, 'RC', 'control')]);
    case '8':
      return described([soup(snapshot), some(snapshot, 'CR', 'change request')]);
    case '9':
      return some(snapshot, 'PR', 'problem report');
    default:
      return '';
  }
}

function countOf(snapshot: Snapshot, type: string): number {
  return snapshot.items.filter((item) => item.type === type && item.primary && !isRetired(item)).length;
}

function some(snapshot: Snapshot, type: string, noun: string): string {
  const count = countOf(snapshot, type);
  return count === 0 ? '' : counted(count, noun);
}

function soup(snapshot: Snapshot): string {
  const count = countOf(snapshot, 'SOUP');
  return count === 0 ? '' : `${count} SOUP`;
}
