import { compareIds } from '../../model/compare.ts';
import type { Profile } from '../../model/profile.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import { type CauseDemand, counts, type Demand } from '../../trace/classes/demands.ts';
import type { NodeClass } from '../../trace/classes/nodeClass.ts';
import { isExternal } from '../../trace/classSources.ts';
import type { Item } from '../../trace/item.ts';
import type { RiskLookup, SituationRisk } from '../../trace/risk.ts';
import { demandedLevels, levelOfInjury } from '../../trace/riskMatrix.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { estimateText, injuryOf, residualText, severityOf } from '../hovers/riskWords.ts';
import { itemById } from './classReasons.ts';

/** One question on the way to the class of a software system (4.3 a), as the records answer it. */
export interface ClassQuestion {
  /** For example `Q1`. */
  readonly label: string;
  /** In our own words. */
  readonly question: string;
  /** A word or two, for example `yes` or `serious`. */
  readonly answer: string;
  /** What the answer rests on, in a sentence. */
  readonly detail: string;
  /** Situations that decide the answer, by ID. */
  readonly situations: readonly Item[];
}

/** A hazardous situation that software contributes to, with and without what does not count for its class. */
export interface AssessedSituation {
  readonly item: Item;
  readonly severity: string;
  /** Estimates as a person reads them, for example `P3 → UNACCEPTABLE`. */
  readonly initial: string;
  readonly external: string;
  readonly residual: string;
  readonly externalAcceptable: boolean;
  readonly residualAcceptable: boolean;
  /** The level that it demands with external controls only: the one that counts. */
  readonly level: SafetyLevel;
  /** The level that it would demand if all controls counted. */
  readonly levelWithAll: SafetyLevel;
}

/** How the risks of a node decide its class. */
export interface ClassAssessment {
  /** Only for a software system. */
  readonly questions: readonly ClassQuestion[];
  /** Highest level of the situations with external controls only; undefined without any. */
  readonly external: SafetyLevel | undefined;
  /** The same if all controls counted, which they do not; undefined under an edition that goes by severity alone. */
  readonly all: SafetyLevel | undefined;
  /** The strongest demand first. */
  readonly situations: readonly AssessedSituation[];
}

/** The only way of classification in which it matters whether a risk is acceptable. */
const BY_RISK: Profile['classification'] = 'riskAfterExternalControls';

/**
 * What the risk file says about a node under an edition of the standard: the questions of 4.3 a for a system, and beside
 * each other the classes with external controls only and with all controls. `demands` are all those on the node.
 */
export function classAssessment(
  snapshot: Snapshot,
  node: NodeClass,
  demands: readonly Demand[],
  profile: Profile,
): ClassAssessment {
  const risks = snapshot.risk.situations;
  const situations = assessed(snapshot, demands, profile);
  const rank = (level: SafetyLevel): number => profile.levels.indexOf(level);
  const highest = (levels: readonly SafetyLevel[]): SafetyLevel | undefined =>
    levels.reduce<SafetyLevel | undefined>(
      (known, level) => (known === undefined || rank(level) > rank(known) ? level : known),
      undefined,
    );
  return {
    questions: node.kind === 'SS' ? questionsOf(risks, node, profile, situations) : [],
    external: highest(situations.map(({ level }) => level)),
    all: profile.classification === BY_RISK ? highest(situations.map(({ levelWithAll }) => levelWithAll)) : undefined,
    situations,
  };
}

function assessed(snapshot: Snapshot, demands: readonly Demand[], profile: Profile): readonly AssessedSituation[] {
  const rank = (level: SafetyLevel): number => profile.levels.indexOf(level);
  const levels = new Map<string, SafetyLevel>();
  for (const { situation, level } of demands.filter(isCounted)) {
    const known = levels.get(situation);
    if (known === undefined || rank(level) > rank(known)) levels.set(situation, level);
  }
  const found = [...levels].flatMap(([id, level]) => {
    const item = itemById(snapshot, id);
    const risk = item && snapshot.risk.situations.get(item.key);
    return risk ? [assessedSituation(snapshot, profile, risk, level)] : [];
  });
  return found.sort((a, b) => rank(b.level) - rank(a.level) || compareIds(a.item.id, b.item.id));
}

function isCounted(demand: Demand): demand is CauseDemand {
  return demand.rule === '4.3 a' && counts(demand);
}

function assessedSituation(
  { config }: Snapshot,
  profile: Profile,
  risk: SituationRisk,
  level: SafetyLevel,
): AssessedSituation {
  const { severity, probability } = risk.residual;
  const all = demandedLevels(config.risk, profile, { severity, initial: probability, external: probability });
  return {
    item: risk.situation,
    severity: severityOf(risk) ?? 'no severity on record',
    initial: estimateText(risk.initial),
    external: estimateText(risk.external),
    residual: residualText(risk),
    externalAcceptable: risk.external.acceptable,
    residualAcceptable: risk.residual.acceptable,
    level,
    levelWithAll: all.withExternal,
  };
}

function questionsOf(
  risks: RiskLookup<SituationRisk>,
  node: NodeClass,
  profile: Profile,
  situations: readonly AssessedSituation[],
): readonly ClassQuestion[] {
  const first: ClassQuestion = {
    label: 'Q1',
    question: 'Can a hazardous situation arise when the software fails?',
    answer: situations.length > 0 ? 'yes' : 'no record found',
    detail:
      situations.length > 0
        ? `${count(situations.length, 'situation')} with a cause in ${node.id}; the software is taken to fail for certain.`
        : `No situation with a cause in ${node.id} is on record. That is no proof that there is none.`,
    situations: situations.map(({ item }) => item),
  };
  if (profile.classification === 'contribution') return [first];
  if (profile.classification === 'severity')
    return [first, injury('Q2', risks, situations), hardware(risks, profile, situations)];
  const open = situations.filter(({ level }) => level !== profile.levels[0]);
  const external = externalControls(risks, situations);
  const counted =
    external.length > 0 ? `Counted: ${external.map(({ id }) => id).join(', ')}.` : 'No control from outside counts.';
  const second: ClassQuestion = {
    label: 'Q2',
    question: 'With controls outside of the software only, is a risk not acceptable?',
    answer: situations.length === 0 ? 'not asked' : open.length > 0 ? 'yes' : 'no',
    detail:
      situations.length === 0
        ? 'Without a hazardous situation there is no risk to judge.'
        : `${open.length} of ${count(situations.length, 'situation')}. ${counted} Controls inside of the software never do.`,
    situations: open.map(({ item }) => item),
  };
  return [first, second, injury('Q3', risks, open)];
}

function injury(
  label: string,
  risks: RiskLookup<SituationRisk>,
  situations: readonly AssessedSituation[],
): ClassQuestion {
  const judged = situations.flatMap(({ item }) => risks.get(item.key) ?? []);
  const worst = (['serious', 'non-serious', 'none'] as const).find((kind) =>
    judged.some((risk) => risk.injury === kind),
  );
  const deciding = judged.filter((risk) => risk.injury === worst);
  const [first] = deciding;
  return {
    label,
    question: 'How severe can the injury be?',
    answer: worst ?? 'not asked',
    detail: first ? `${injuryOf(first)} in ${count(deciding.length, 'situation')}.` : 'No risk is left to judge.',
    situations: deciding.map(({ situation }) => situation),
  };
}

/** The edition of 2006 lets a hardware control lower the class by one step. */
function hardware(
  risks: RiskLookup<SituationRisk>,
  { levels, labels }: Profile,
  situations: readonly AssessedSituation[],
): ClassQuestion {
  const lowered = situations.filter(({ item, level }) => {
    const risk = risks.get(item.key);
    return risk !== undefined && levelOfInjury(risk.injury, levels) !== level;
  });
  return {
    label: 'Q3',
    question: `Does a hardware control make the risk acceptable, so that the ${labels.level} is one step lower?`,
    answer: situations.length === 0 ? 'not asked' : `${lowered.length} of ${situations.length}`,
    detail: `Each situation is judged on its own; the highest ${labels.level} that is left counts.`,
    situations: lowered.map(({ item }) => item),
  };
}

/** Controls on these situations that act from outside of all software, in order of ID. */
function externalControls(risks: RiskLookup<SituationRisk>, situations: readonly AssessedSituation[]): readonly Item[] {
  const found = situations.flatMap(({ item }) => risks.get(item.key)?.controls ?? []);
  return [...new Set(found)].filter(isExternal).sort((a, b) => compareIds(a.id, b.id));
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
