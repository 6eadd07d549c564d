import type { ProjectConfig } from '../config/project.ts';
import { append } from '../model/groups.ts';
import type { ItemKey } from '../model/itemId.ts';
import { TEST_TYPES } from '../model/itemType.ts';
import { situationsOfCause } from './classSources.ts';
import type { ItemGraph } from './items.ts';
import type { ControlRisk, ControlVerification, RiskAnalysis, RiskEstimate, SituationRisk } from './risk.ts';
import { injuryOf, severityLevel, zoneOf } from './riskMatrix.ts';
import { attribute, type Item, type Snapshot, sources, targets } from './snapshot.ts';
import { verifies } from './tagMeaning.ts';

/** Works out estimates of hazardous situations and the state of risk controls (ISO 14971; IEC 62304, clause 7). */
export function analyseRisk(
  graph: ItemGraph,
  tagsByTarget: Snapshot['tagsByTarget'],
  { risk }: ProjectConfig,
): RiskAnalysis {
  const items = graph.items.filter((item) => item.primary && item.fact.dialect === 'lifetrace');
  const causesOf = new Map<Item, Item[]>();
  for (const cause of items) {
    if (cause.type !== 'CAUSE') continue;
    for (const situation of situationsOfCause(cause)) append(causesOf, situation, cause);
  }

  const situations = new Map<ItemKey, SituationRisk>();
  for (const item of items) if (item.type === 'HS') situations.set(item.key, situationRisk(item));
  const controls = new Map<ItemKey, ControlRisk>();
  for (const item of items) if (item.type === 'RC') controls.set(item.key, controlRisk(item));
  return { situations, controls };

  function situationRisk(situation: Item): SituationRisk {
    const severity = attribute(situation, 'severity');
    const initial = attribute(situation, 'p0');
    const hazards = targets(situation, 'arisesFrom');
    const causes = causesOf.get(situation) ?? [];
    const controlling = [situation, ...hazards].flatMap((item) => sources(graph, item, 'mitigates'));
    return {
      situation,
      hazards,
      causes,
      controls: [...new Set([...controlling, ...causes.flatMap((cause) => sources(graph, cause, 'controls'))])],
      initial: estimate(severity, initial),
      external: estimate(severity, attribute(situation, 'pExt') ?? initial),
      residual: estimate(attribute(situation, 'residualSeverity') ?? severity, attribute(situation, 'pResidual')),
      severityName: severityLevel(risk, severity)?.name,
      injury: injuryOf(risk, severity),
    };
  }

  function estimate(severity: string | undefined, probability: string | undefined): RiskEstimate {
    const zone = zoneOf(risk, severity, probability);
    return { severity, probability, zone: zone?.name, acceptable: zone?.acceptable === true };
  }

  function controlRisk(control: Item): ControlRisk {
    const causes = targets(control, 'controls');
    const mitigated = targets(control, 'mitigates');
    const byHazard = mitigated
      .filter((item) => item.type === 'HAZ')
      .flatMap((hazard) => sources(graph, hazard, 'arisesFrom'));
    const reached = [...mitigated, ...byHazard, ...causes.flatMap(situationsOfCause)];
    const requirements = sources(graph, control, 'implements').filter(
      (item) => item.type === 'SRS' || item.type === 'SYS',
    );
    return {
      control,
      situations: [...new Set(reached.flatMap((item) => situations.get(item.key) ?? []))],
      causes,
      requirements,
      verification: verificationOf(control, requirements),
    };
  }

  function verificationOf(control: Item, requirements: readonly Item[]): ControlVerification {
    const records = (item: Item): readonly Item[] =>
      sources(graph, item, 'verifies').filter(({ type }) => TEST_TYPES.has(type) || type === 'REV');
    const code = (item: Item): readonly string[] =>
      (tagsByTarget.get(item.key) ?? []).filter(verifies).map((tag) => tag.unit?.fact.qualifiedName ?? tag.file);
    const direct = records(control);
    const directCode = code(control);
    const byRequirement = requirements.map((requirement) => ({
      requirement,
      verifiedBy: [...records(requirement).map((test) => test.id), ...code(requirement)],
    }));
    const every = byRequirement.length > 0 && byRequirement.every(({ verifiedBy }) => verifiedBy.length > 0);
    return { direct, directCode, byRequirement, verified: direct.length > 0 || directCode.length > 0 || every };
  }
}
