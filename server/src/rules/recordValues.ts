import { globProblem } from '../config/globs.ts';
import type { ProjectConfig } from '../config/project.ts';
import type { AttributeFact } from '../model/facts.ts';
import { invalidConfiguration } from './configuration.ts';
import type { Rule } from './rule.ts';

/** LT007 for records: a value that decides something must be one that is understood, or it would count for nothing. */
export const invalidRecordValue: Rule = {
  info: invalidConfiguration.info,
  *checkItem(item, snapshot) {
    if (!item.primary) return;
    const allowedValues = choicesOf(snapshot.config);
    for (const fact of item.fact.attributes) {
      for (const value of globsOf(item.type, fact)) {
        const problem = globProblem(value.text);
        if (problem === undefined) continue;
        yield { file: item.file, span: value.span, message: `${item.id} ${fact.name}: ${problem}`, item: item.id };
      }
      const allowed = allowedValues.get(`${item.type}.${fact.name}`) ?? allowedValues.get(fact.name);
      for (const value of allowed ? strayValues(fact, allowed) : []) {
        yield {
          file: item.file,
          span: value.span,
          message: `${item.id} ${fact.name}: expected one of ${allowed?.join(', ')}, found “${value.text}”.`,
          item: item.id,
        };
      }
    }
  },
};

/** Software systems and items name their code by globs. */
function globsOf(type: string, fact: AttributeFact): AttributeFact['values'] {
  return fact.name === 'paths' && (type === 'SI' || type === 'SS') ? fact.values : [];
}

function strayValues(fact: AttributeFact, allowed: readonly string[]): AttributeFact['values'] {
  const known = new Set(allowed.map((choice) => choice.toLowerCase()));
  return fact.values.filter(({ text }) => text !== '' && !known.has(text.toLowerCase()));
}

/** What fields may say, by field name, or by type and field name where the name means different things. */
export function choicesOf(config: ProjectConfig): ReadonlyMap<string, readonly string[]> {
  const known = choices.get(config) ?? choicesIn(config);
  choices.set(config, known);
  return known;
}

const choices = new WeakMap<ProjectConfig, ReadonlyMap<string, readonly string[]>>();

function choicesIn({ profile, risk }: ProjectConfig): ReadonlyMap<string, readonly string[]> {
  const severities = risk.severities.map((level) => level.id);
  const probabilities = risk.probabilities.map((level) => level.id);
  return new Map<string, readonly string[]>([
    ['safetyClass', profile.levels],
    ['processClass', profile.levels],
    ['HS.severity', severities],
    ['HS.residualSeverity', severities],
    ['HS.p0', probabilities],
    ['HS.pExt', probabilities],
    ['HS.pResidual', probabilities],
    ['softwareContribution', ['contributes', 'none', 'unknown']],
    ['SYS.allocation', ['software', 'hardware', 'both']],
    ['RC.controlType', ['inherent', 'protective', 'information']],
    ['RC.external', ['true', 'false']],
    ['scope', ['product', 'test', 'tool']],
    ['SRS.verification', ['test', 'inspection', 'analysis', 'demo']],
  ]);
}
